using Azure;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Store.Log;

/// <summary>
/// One try of a group, on one head: the head, then each write's receipt and change, then the edited rows. Receipts come before rows, so
/// that a repeat is recognised as one before its rows are found changed.
/// </summary>
internal sealed class GroupAttempt
{
    private static readonly byte[] Nothing = "{}"u8.ToArray();

    private readonly Head head;
    private readonly IReadOnlyList<WaitingCommit> commits;

    /// <summary>What each writes, with what its folds make of their rows.</summary>
    private readonly List<IReadOnlyList<Edit>> edits = [];

    private readonly Dictionary<string, Edit> folded;

    private GroupAttempt(Head head, IReadOnlyList<WaitingCommit> commits, Dictionary<string, StoredRow?> rows)
    {
        (this.head, this.commits) = (head, commits);
        var now = new Dictionary<string, StoredRow?>(rows, StringComparer.Ordinal);
        foreach (var commit in commits)
        {
            var made = commit.Folds.Select(fold => fold.On(now[fold.RowKey])).ToList();
            made.ForEach(edit => now[edit.RowKey] = new StoredRow(edit.RowKey, default, 0, edit.After!.Value));
            edits.Add([.. commit.Edits, .. made]);
        }

        folded = rows.ToDictionary(row => row.Key, row => new Edit(row.Key, row.Value, now[row.Key]!.Data), StringComparer.Ordinal);
    }

    private int FirstEdit => 1 + (2 * commits.Count);

    public static async Task<GroupAttempt> PrepareAsync(ITable table, Head head, IReadOnlyList<WaitingCommit> commits)
    {
        var rows = new Dictionary<string, StoredRow?>(StringComparer.Ordinal);
        foreach (var key in commits.SelectMany(commit => commit.Folds).Select(fold => fold.RowKey).Distinct(StringComparer.Ordinal))
        {
            rows[key] = await table.FindAsync(commits[0].Partition.Key, key, default);
        }

        return new GroupAttempt(head, commits, rows);
    }

    public List<RowWrite> Rows(DateTimeOffset now)
    {
        var last = head.Sequence + commits.Count;
        var rows = new List<RowWrite>
        {
            head.Sequence == 0 ? RowWrite.Insert(RowKeys.Head, last, Nothing) : RowWrite.Replace(RowKeys.Head, head.ETag, last, Nothing),
        };
        for (var at = 0; at < commits.Count; at++)
        {
            var sequence = SequenceOf(at);
            rows.Add(RowWrite.Insert(commits[at].ReceiptKey, sequence, Receipt(at)));
            rows.Add(RowWrite.Insert(Change.KeyOf(sequence), sequence, ChangeCodec.Write(commits[at].Operation, now, edits[at])));
        }

        rows.AddRange(commits.SelectMany((commit, at) => commit.Edits.Select(edit => edit.Write(SequenceOf(at)))));
        rows.AddRange(folded.Values.Select(edit => edit.Write(last)));
        return rows;
    }

    /// <summary>The new head, once the rows are stored.</summary>
    public Head HeadOf(IReadOnlyList<ETag> etags) => new(head.Sequence + commits.Count, etags[0]);

    /// <summary>Tells each that it is stored.</summary>
    public void Answer(IReadOnlyList<ETag> etags)
    {
        var from = FirstEdit;
        for (var at = 0; at < commits.Count; at++)
        {
            commits[at].Saved(SequenceOf(at), [.. etags.Skip(from).Take(commits[at].Edits.Count)]);
            from += commits[at].Edits.Count;
        }
    }

    /// <summary>Answers the one whose edited row was lost; false where it was another row.</summary>
    public bool TryRefuse(int lost)
    {
        var from = FirstEdit;
        foreach (var commit in commits)
        {
            if (lost >= from && lost < from + commit.Edits.Count)
            {
                commit.Conflict(commit.Edits[lost - from].RowKey);
                return true;
            }

            from += commit.Edits.Count;
        }

        return false;
    }

    /// <summary>The one whose receipt was lost; null where it was another row.</summary>
    public WaitingCommit? BearerOf(int lost) => lost % 2 == 1 && lost < FirstEdit ? commits[lost / 2] : null;

    private long SequenceOf(int at) => head.Sequence + 1 + at;

    private byte[] Receipt(int at) =>
        new ReceiptData(SequenceOf(at), commits[at].Operation.Note.IsEmpty ? null : commits[at].Operation.Note.ToArray()).Write();
}
