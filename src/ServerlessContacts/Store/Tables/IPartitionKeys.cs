namespace ServerlessContacts.Store.Tables;

/// <summary>Which partitions there are. Implemented over <c>TableClient</c> for production and, in the tests, in memory.</summary>
public interface IPartitionKeys
{
    /// <summary>The first partition key above the given one in ordinal order, one cheap query; null where there is none.</summary>
    Task<string?> NextAsync(string after, CancellationToken cancellationToken);
}
