namespace ServerlessContacts.Store.Log;

/// <summary>
/// Lets the writers of one instance take turns at a partition, so that only instances race for a head. Striped: two partitions may
/// share a turn, which costs time and nothing else, as nobody holds two.
/// </summary>
internal sealed class PartitionLocks
{
    private readonly SemaphoreSlim[] stripes = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1, 1))];

    public async Task<Turn> EnterAsync(Partition partition, CancellationToken cancellationToken)
    {
        var stripe = stripes[(uint)partition.GetHashCode() % (uint)stripes.Length];
        await stripe.WaitAsync(cancellationToken);
        return new Turn(stripe);
    }

    public readonly struct Turn(SemaphoreSlim stripe) : IDisposable
    {
        public void Dispose() => stripe.Release();
    }
}
