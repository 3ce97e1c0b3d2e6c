namespace ServerlessContacts.Store.Log;

/// <summary>
/// Lets the writers of one instance take turns at a partition, so that only instances race for a head, and lets those who wait go together.
/// Striped: two partitions may share a queue, which costs time and nothing else.
/// </summary>
internal sealed class CommitQueue(Func<IReadOnlyList<WaitingCommit>, Task> store)
{
    private readonly Lock gate = new();
    private readonly LinkedList<WaitingCommit> waiting = [];
    private bool isServed;

    public static CommitQueue[] Stripes(Func<IReadOnlyList<WaitingCommit>, Task> store) =>
        [.. Enumerable.Range(0, 256).Select(_ => new CommitQueue(store))];

    /// <summary>The first who comes serves the queue until nobody waits any more.</summary>
    public void Add(WaitingCommit commit)
    {
        lock (gate)
        {
            waiting.AddLast(commit);
            if (isServed)
            {
                return;
            }

            isServed = true;
        }

        _ = ServeAsync();
    }

    private async Task ServeAsync()
    {
        while (Next() is { Count: > 0 } group)
        {
            await store(group);
        }
    }

    /// <summary>Those who go next, or nobody: then the next who comes serves.</summary>
    private List<WaitingCommit> Next()
    {
        lock (gate)
        {
            var group = GroupSize.Take(waiting);
            isServed = group.Count > 0;
            return group;
        }
    }
}
