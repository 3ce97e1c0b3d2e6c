using ServerlessContacts.Store;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Store.Work;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Sync;

/// <summary>What became of the wish for a run.</summary>
public abstract record RunRequested
{
    private RunRequested()
    {
    }

    /// <summary>It is in the queue, or was when the same wish came first.</summary>
    public sealed record Accepted(string Run) : RunRequested;

    public sealed record NotFound : RunRequested;

    /// <summary>Somebody has to do something else first; one of <see cref="ConnectionProblems"/>.</summary>
    public sealed record Refused(ConnectionProblem Problem) : RunRequested;

    /// <summary>The idempotency key stood for another request.</summary>
    public sealed record KeyReused : RunRequested;
}

/// <summary>
/// Takes the wishes of people for runs. Such a run waits for nothing of our own, only for what the provider itself has asked for; the run sees every write that was acknowledged
/// before the wish, as it begins after it.
/// </summary>
public sealed class RunRequests(ITable table, ConnectionStore connections, RunStore runs, IWorkQueue<SyncMessage> queue, TimeProvider time)
{
    private readonly PlainRows rows = new(table);

    /// <param name="key">Which connection.</param>
    /// <param name="kind">A sync or a look ahead.</param>
    /// <param name="name">The caller's own name for the wish: repeated, it is the same run. Null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<RunRequested> AskAsync(ConnectionKey key, RunKind kind, string? name, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(key, cancellationToken) is not { Connection.Deleting: null } connection)
        {
            return new RunRequested.NotFound();
        }

        var wish = name is null ? null : await rows.FindAsync(key.Partition.Key, KeyOf(key, name), cancellationToken);
        if (wish is null && Objection(connection.Standing, kind) is { } problem)
        {
            return new RunRequested.Refused(problem);
        }

        var known = wish is null
            ? await RememberAsync(key, name, new Wish(RunStore.NewId(time.GetUtcNow()), kind), cancellationToken)
            : StoredJson.Read<Wish>(wish.Data);
        return known.Kind == kind ? await QueueAsync(key, known, cancellationToken) : new RunRequested.KeyReused();
    }

    /// <summary>Of two that ask by one name at once, both get the run of the first.</summary>
    private async Task<Wish> RememberAsync(ConnectionKey key, string? name, Wish wish, CancellationToken cancellationToken)
    {
        if (name is null
            || await rows.InsertAsync(key.Partition.Key, KeyOf(key, name), StoredJson.Write(wish), cancellationToken) is not null)
        {
            return wish;
        }

        return StoredJson.Read<Wish>((await rows.FindAsync(key.Partition.Key, KeyOf(key, name), cancellationToken))!.Data);
    }

    /// <summary>A wish whose first request died half-way is completed; one whose run has begun is left alone.</summary>
    private async Task<RunRequested> QueueAsync(ConnectionKey key, Wish wish, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(key, wish.Run, cancellationToken) is null or { Status: RunStatus.Queued })
        {
            await runs.SaveAsync(key, new RunRecord { Id = wish.Run, Kind = wish.Kind, Status = RunStatus.Queued, Requested = time.GetUtcNow() }, cancellationToken);
            await (wish.Kind == RunKind.Sync ? StartAsync(key, cancellationToken) : Task.CompletedTask);
            await queue.SendAsync(key.Message(wish.Run), TimeSpan.Zero, cancellationToken);
        }

        return new RunRequested.Accepted(wish.Run);
    }

    /// <summary>
    /// Our own back-off ends: from now on it is due should the message be lost. One that was never started stays as it is until its run begins; a message without a run that comes
    /// before would start it otherwise.
    /// </summary>
    private Task StartAsync(ConnectionKey key, CancellationToken cancellationToken) => connections.ChangeStandingAsync(
        key,
        stored => stored is { Connection.Deleting: null, Standing.Status: ConnectionStatus.Syncing or ConnectionStatus.Synced or ConnectionStatus.Failed }
            ? stored.Standing with { Problem = null, Due = time.GetUtcNow() + DueSweep.Grace }
            : null,
        cancellationToken);

    /// <summary>A look ahead changes nothing, so it may be had while the owner still has to decide.</summary>
    private static ConnectionProblem? Objection(ConnectionStanding standing, RunKind kind) =>
        standing.Status == ConnectionStatus.Paused && kind == RunKind.Sync
            ? ConnectionProblems.Paused
            : ConnectionProblems.Closed(standing);

    /// <summary>Among the connection's runs, so that it goes with them. No id of a run begins so.</summary>
    private static string KeyOf(ConnectionKey key, string name) => RunStore.Kind.Key($"{key.Id}~k{RowKeys.Hash(name)}");

    private sealed record Wish(string Run, RunKind Kind);
}
