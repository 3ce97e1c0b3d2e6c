using Azure;

namespace ServerlessContacts.Store.Tables;

/// <summary>One row as it was read: its data, its entity tag and the sequence of the change that wrote it.</summary>
public sealed record StoredRow(string RowKey, ETag ETag, long Sequence, ReadOnlyMemory<byte> Data);

public enum RowAction
{
    Insert,
    Replace,
    Delete,

    /// <summary>Whatever is there, or is not. For whoever is alone with a table.</summary>
    Put,
}

/// <summary>One row of a transaction. <see cref="Replace"/> and <see cref="Delete"/> ask for the entity tag they were decided on.</summary>
public readonly record struct RowWrite(RowAction Action, string RowKey, ETag ETag, long Sequence, ReadOnlyMemory<byte> Data)
{
    public static RowWrite Insert(string rowKey, long sequence, ReadOnlyMemory<byte> data) => new(RowAction.Insert, rowKey, default, sequence, data);

    public static RowWrite Replace(string rowKey, ETag etag, long sequence, ReadOnlyMemory<byte> data) => new(RowAction.Replace, rowKey, etag, sequence, data);

    public static RowWrite Put(string rowKey, long sequence, ReadOnlyMemory<byte> data) => new(RowAction.Put, rowKey, default, sequence, data);

    public static RowWrite Delete(string rowKey, ETag etag) => new(RowAction.Delete, rowKey, etag, 0, default);

    /// <summary>Deletes the row whatever it has become; lost where it is gone.</summary>
    public static RowWrite DeleteAny(string rowKey) => Delete(rowKey, ETag.All);
}

/// <summary>
/// What became of a transaction: stored whole (with the entity tags by position), or nothing of it because the row at
/// <see cref="LostAt"/> was there already (insert), gone, or not as expected.
/// </summary>
public readonly record struct Submitted(int? LostAt, IReadOnlyList<ETag> ETags)
{
    public bool IsStored => LostAt is null;

    public static Submitted Stored(IReadOnlyList<ETag> etags) => new(null, etags);

    public static Submitted Lost(int index) => new(index, []);
}

/// <summary>
/// The little of Table Storage that the store stands on. Implemented over <c>TableClient</c> for production and, in the tests, in
/// memory under the same rules. Anything but the named results is a <see cref="RequestFailedException"/> and leaves open
/// whether the transaction took effect.
/// </summary>
public interface ITable
{
    /// <summary>The row, or null.</summary>
    Task<StoredRow?> FindAsync(string partitionKey, string rowKey, CancellationToken cancellationToken);

    /// <summary>The rows from <paramref name="from"/> (inclusive) to <paramref name="to"/> (exclusive) in ordinal key order, page by page.</summary>
    IAsyncEnumerable<StoredRow> RangeAsync(string partitionKey, string from, string to, CancellationToken cancellationToken);

    /// <summary>All or nothing, in one partition, each row once; the limits of <see cref="StoreLimits"/> hold.</summary>
    Task<Submitted> SubmitAsync(string partitionKey, IReadOnlyList<RowWrite> rows, CancellationToken cancellationToken);
}
