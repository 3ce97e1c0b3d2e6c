using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Store.Log;

/// <summary>
/// Rewrites one change of a log in its place. It keeps its sequence, its operation and who made it, so the log stays dense and receipts stay true; of its rows remains what is let
/// remain. Nothing else may rewrite a log.
/// </summary>
public static class LogRedaction
{
    /// <summary>The write that leaves of each row what <paramref name="redact"/> answers, null for nothing; null where that changes nothing.</summary>
    public static RowWrite? Of(StoredRow row, Func<ChangedRow, ChangedRow?> redact)
    {
        var change = ChangeCodec.Read(row.Sequence, row.Data);
        List<ChangedRow> left = [.. change.Rows.Select(redact).OfType<ChangedRow>()];
        return left.SequenceEqual(change.Rows, ReferenceEqualityComparer.Instance)
            ? null
            : RowWrite.Replace(row.RowKey, row.ETag, row.Sequence, ChangeCodec.Write(change with { Rows = left }));
    }

    /// <summary>The change that a row of the log holds.</summary>
    public static Change Read(StoredRow row) => ChangeCodec.Read(row.Sequence, row.Data);
}
