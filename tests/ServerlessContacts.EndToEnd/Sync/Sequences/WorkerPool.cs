using ServerlessContacts.Sync;

namespace ServerlessContacts.EndToEnd.Sync.Sequences;

/// <summary>A few processes that work on all lives. Where one was killed, another takes its place with the next turn.</summary>
internal sealed class WorkerPool(WorkerProgram program, string storage, string keys) : IAsyncDisposable
{
    /// <summary>One for each core that there is everywhere; each works on several lives at once.</summary>
    private const int Processes = 2;

    private readonly Lock gate = new();
    private readonly WorkerProcess?[] workers = new WorkerProcess?[Processes];
    private readonly List<WorkerProcess> ended = [];
    private long turns;

    /// <summary>Processes that were replaced.</summary>
    public int Replaced => ended.Count;

    public long Turns => turns;

    /// <summary>The process that works on the life from now on.</summary>
    public WorkerProcess For(int seed)
    {
        lock (gate)
        {
            ref var place = ref workers[seed / 2 % Processes];
            if (place is { HasEnded: true })
            {
                ended.Add(place);
                place = null;
            }

            return place ??= WorkerProcess.Start(program.Path, storage, keys);
        }
    }

    public Task<TurnEnd> RunAsync(WorkerProcess worker, LifePlace place, (SyncMessage? Message, DateTimeOffset Now, TableKill? Kill) turn, Action<SyncMessage, TimeSpan> queued) =>
        worker.RunAsync(new TurnOrder(Interlocked.Increment(ref turns), place, turn.Message, turn.Now, turn.Kill), queued);

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in workers.OfType<WorkerProcess>().Concat(ended))
        {
            await worker.DisposeAsync();
        }
    }
}
