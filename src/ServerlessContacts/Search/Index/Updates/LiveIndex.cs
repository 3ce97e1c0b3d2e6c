namespace ServerlessContacts.Search.Index;

/// <summary>
/// The latest version of an index. Readers take it with one read and keep it for as long as they like; writers go one after the other and publish the
/// next with one write.
/// </summary>
public sealed class LiveIndex(IndexVersion first)
{
    private readonly Lock writing = new();
    private readonly Lock merging = new();
    private IndexVersion current = first;

    public IndexVersion Current => Volatile.Read(ref current);

    /// <summary>Whether queries would be faster after <see cref="Merge"/>.</summary>
    public bool WantsMerge => MergePlan.For(Current).IsWorthwhile;

    /// <summary>What is returned and each query after it knows the changes.</summary>
    public IndexVersion Apply(params ReadOnlySpan<IndexChange> changes)
    {
        lock (writing)
        {
            var next = current.With(changes);
            Volatile.Write(ref current, next);
            return next;
        }
    }

    /// <summary>
    /// Makes a segment of what was written lately and of the segments that it makes up a good part of. Takes as long as to build that; meanwhile
    /// queries and changes go on. To be called beside them, by one at a time; a second waits.
    /// </summary>
    public void Merge()
    {
        lock (merging)
        {
            var plan = MergePlan.For(Current);
            if (!plan.IsWorthwhile)
            {
                return;
            }

            var merged = plan.Build();
            lock (writing)
            {
                Volatile.Write(ref current, plan.Publish(merged, current));
            }
        }
    }
}
