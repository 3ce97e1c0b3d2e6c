namespace ServerlessContacts.Store.Upkeep;

/// <summary>What has to follow when a partition was restored: rows outside of any tenant that name what waits in it are in no backup, and are made anew.</summary>
public interface IRestoredPartition
{
    /// <summary>May be called for a partition as often as need be.</summary>
    Task RestoredAsync(Partition partition, CancellationToken cancellationToken);
}
