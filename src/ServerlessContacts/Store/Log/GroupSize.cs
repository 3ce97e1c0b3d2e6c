namespace ServerlessContacts.Store.Log;

/// <summary>Which of those who wait can be one transaction: of one partition, each row once, within the limits of a transaction.</summary>
internal sealed class GroupSize
{
    private readonly HashSet<string> edited = new(StringComparer.Ordinal);
    private readonly HashSet<string> folded = new(StringComparer.Ordinal);
    private int rows = 1;
    private int wireBytes;
    private Partition? partition;

    /// <summary>
    /// Takes the first and whoever can go with it, in the order in which they came; those whose callers have gone are taken away.
    /// </summary>
    public static List<WaitingCommit> Take(LinkedList<WaitingCommit> waiting)
    {
        var (group, size) = (new List<WaitingCommit>(), new GroupSize());
        for (var node = waiting.First; node is not null;)
        {
            var (commit, next) = (node.Value, node.Next);
            if (commit.IsGivenUp)
            {
                commit.GiveUp();
                waiting.Remove(node);
            }
            else if (size.TryAdd(commit))
            {
                group.Add(commit);
                waiting.Remove(node);
            }
            else if (commit.Partition == size.partition)
            {
                break;
            }

            node = next;
        }

        return group;
    }

    private bool TryAdd(WaitingCommit commit)
    {
        if (partition is not null && (partition != commit.Partition || rows + commit.Rows > StoreLimits.EntitiesPerTransaction
            || wireBytes + commit.WireBytes > StoreLimits.WireBytesPerTransaction || Meets(commit)))
        {
            return false;
        }

        (partition, rows, wireBytes) = (commit.Partition, rows + commit.Rows, wireBytes + commit.WireBytes);
        edited.Add(commit.ReceiptKey);
        edited.UnionWith(commit.Edits.Select(edit => edit.RowKey));
        folded.UnionWith(commit.Folds.Select(fold => fold.RowKey));
        return true;
    }

    /// <summary>A row can be edited once in a transaction, and folded any number of times.</summary>
    private bool Meets(WaitingCommit commit) =>
        edited.Contains(commit.ReceiptKey)
        || commit.Edits.Any(edit => edited.Contains(edit.RowKey) || folded.Contains(edit.RowKey))
        || commit.Folds.Any(fold => edited.Contains(fold.RowKey));
}
