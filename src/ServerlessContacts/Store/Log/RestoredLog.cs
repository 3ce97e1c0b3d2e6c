using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Store.Log;

/// <summary>
/// How the log of a restored partition goes on. What was written after the backup is lost, but those who followed it were given its sequences: in tokens of the feed, entity tags, cached answers,
/// snapshots. Were the numbers given again, they would believe that they know what they have never seen. So the log takes a leap, in a change of its own that says which it follows: whoever stands in
/// what was restored goes on across it, and whoever stands beyond meets a change that does not follow theirs.
/// </summary>
public static class RestoredLog
{
    /// <summary>Far more changes than a partition has between a backup and its restore, and small enough for nine million restores before numbers of JavaScript end.</summary>
    public const long Leap = 1_000_000_000;

    /// <summary>The rows that end the restored log; the same for the same time.</summary>
    /// <param name="head">The newest sequence that was restored.</param>
    /// <param name="backup">Where from.</param>
    /// <param name="at">When the restore began.</param>
    public static IReadOnlyList<RowWrite> End(long head, string backup, DateTimeOffset at)
    {
        var operation = new Operation($"restore-{backup}", "operator", $"backup:{backup}");
        var sequence = head + Leap;
        return
        [
            RowWrite.Put(Change.KeyOf(sequence), sequence, ChangeCodec.Write(operation, at, [], follows: head)),
            RowWrite.Put(StoredReceipt.KeyOf(operation.Id), sequence, new ReceiptData(sequence, null).Write()),
            RowWrite.Put(RowKeys.Head, sequence, "{}"u8.ToArray()),
        ];
    }
}
