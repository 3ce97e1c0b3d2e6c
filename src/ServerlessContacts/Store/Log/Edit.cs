using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Store.Log;

/// <summary>One row of a write: from what was read (null: must not exist) to what shall be (null: gone).</summary>
public sealed record Edit(string RowKey, StoredRow? Before, ReadOnlyMemory<byte>? After)
{
    /// <summary>False for rows that serve the writer only and say nothing to those who follow the log, such as a checkpoint or a lease.</summary>
    public bool IsLogged { get; init; } = true;

    /// <summary>True where the log shall say that the row is gone and nothing of what it was: the mark that is left of somebody who was erased.</summary>
    public bool IsErasure { get; init; }

    public int LoggedBytes => IsLogged ? (IsErasure ? 0 : Before?.Data.Length ?? 0) + (After?.Length ?? 0) : 0;

    /// <summary>What the row weighs on the wire, base64 included.</summary>
    public int WireBytes => StoreLimits.WireBytesPerEntity + ((After?.Length ?? 0) / 3 * 4);

    internal RowWrite Write(long sequence) => (Before, After) switch
    {
        (null, { } after) => RowWrite.Insert(RowKey, sequence, after),
        ({ } before, { } after) => RowWrite.Replace(RowKey, before.ETag, sequence, after),
        ({ } before, null) => RowWrite.Delete(RowKey, before.ETag),
        _ => throw new InvalidOperationException($"The edit of row {RowKey} says nothing."),
    };
}
