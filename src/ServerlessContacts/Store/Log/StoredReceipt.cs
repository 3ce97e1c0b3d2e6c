using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Store.Log;

/// <summary>What the store remembers of an operation: which it was and what its writer noted.</summary>
public sealed record StoredReceipt(string Operation, long Sequence, ReadOnlyMemory<byte> Note)
{
    public static RowKind Kind { get; } = new('r', "receipt", PartitionKind.Shared, PartitionKind.Member, PartitionKind.Directory);

    /// <summary>An operation id may be any text that a caller sent, so a long or odd one stands as its hash.</summary>
    public static string KeyOf(string operation) => Kind.Key(operation.Length <= 100 ? KeyText.Encode(operation) : RowKeys.Hash(operation));

    /// <summary>The receipts of the operations whose ids lie from <paramref name="from"/> to <paramref name="to"/>; for ids short and plain enough to be keys as they are.</summary>
    public static IAsyncEnumerable<StoredReceipt> OfAsync(Journal journal, Partition partition, string from, string to, CancellationToken cancellationToken) =>
        journal.RowsAsync(partition, StoredReceipt.Kind, cancellationToken, from, to).Select(Read);

    /// <summary>The write that leaves of a receipt that the operation was done, and nothing of what its writer noted; null where the note may stay, or is none.</summary>
    public static RowWrite? Forget(StoredRow row, Func<ReadOnlyMemory<byte>, bool> isForgotten) => ReceiptData.Read(row) is { Note: { } note } receipt && isForgotten(note)
        ? RowWrite.Replace(row.RowKey, row.ETag, row.Sequence, (receipt with { Note = null }).Write())
        : null;

    private static StoredReceipt Read(StoredRow row)
    {
        var receipt = ReceiptData.Read(row);
        return new StoredReceipt(RowKeys.NameOf(row.RowKey), receipt.Sequence, receipt.Note);
    }
}
