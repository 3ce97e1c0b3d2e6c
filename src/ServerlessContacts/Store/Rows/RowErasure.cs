using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Store.Rows;

/// <summary>A row with its kind and where it lies.</summary>
/// <param name="Partition">Null in a partition of the whole service.</param>
public readonly record struct OwnedRow(RowKind Kind, Partition? Partition, StoredRow Stored)
{
    public string Name => RowKeys.NameOf(Stored.RowKey);
}

/// <summary>What becomes of a row when its person is erased, counted as its kind's <see cref="RowKind.Trace"/>.</summary>
/// <param name="Write">Null where the row is only counted.</param>
public readonly record struct RowErasure(RowWrite? Write)
{
    public static RowErasure Delete(OwnedRow row) => new(RowWrite.Delete(row.Stored.RowKey, row.Stored.ETag));

    /// <summary>What is left of the row.</summary>
    public static RowErasure Replace(OwnedRow row, ReadOnlyMemory<byte> left) =>
        new(RowWrite.Replace(row.Stored.RowKey, row.Stored.ETag, row.Stored.Sequence, left));

    /// <summary>For a row that goes another way.</summary>
    public static RowErasure Counted { get; } = new(null);
}
