using System.Text;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Store.Work;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;

namespace ServerlessContacts.Sync.Running;

/// <summary>
/// Ends a pause with the owner's decision. It is put into the state of the sync by entity tag: whoever worked on what was read before can
/// store nothing more, and begins again with the decision.
/// </summary>
public sealed class Resume(ITable table, ConnectionStore connections, RunStore runs, IWorkQueue<SyncMessage> queue, TimeProvider time)
{
    /// <summary>The pause that ends by forgiving what was, and asks nothing.</summary>
    private const string Loop = "third-party-loop";

    /// <summary>Of the newest runs: the one that was stopped, and those that were asked for shortly before and are still to come.</summary>
    private const int MostWaiting = 20;

    private readonly PlainRows rows = new(table);

    /// <param name="key">Which connection.</param>
    /// <param name="decision">What becomes of what stopped the run.</param>
    /// <param name="name">The caller's own name for the decision: repeated, it decides no later pause. Null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<RunRequested> RunAsync(ConnectionKey key, Decision decision, string? name, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(key, cancellationToken) is not { Connection.Deleting: null } connection)
        {
            return new RunRequested.NotFound();
        }

        if (name is not null && await rows.FindAsync(key.Partition.Key, KeyOf(key, name), cancellationToken) is { } decided)
        {
            return await RepeatAsync(key, Encoding.UTF8.GetString(decided.Data.Span), decision, cancellationToken);
        }

        if (connection.Standing is not { Status: ConnectionStatus.Paused, Problem: var problem } || await DecideAsync(key, problem, decision, cancellationToken) is not { Run: { } run })
        {
            return new RunRequested.Refused(ConnectionProblems.NotPaused);
        }

        if (name is not null)
        {
            await rows.InsertAsync(key.Partition.Key, KeyOf(key, name), Encoding.UTF8.GetBytes(run), cancellationToken);
        }

        return await GoOnAsync(key, run, cancellationToken);
    }

    /// <summary>What died after it was decided is completed; a pause that came later is left alone.</summary>
    private async Task<RunRequested> RepeatAsync(ConnectionKey key, string run, Decision decision, CancellationToken cancellationToken)
    {
        var row = await rows.FindAsync(key.Partition.Key, SyncState.Kind.Key(key.Id), cancellationToken);
        var state = row is null ? null : LinkJson.Read<SyncState>(row.Data);
        return state?.Run == run && state.Decision == decision
            ? await GoOnAsync(key, run, cancellationToken)
            : new RunRequested.Accepted(run);
    }

    private async Task<RunRequested> GoOnAsync(ConnectionKey key, string run, CancellationToken cancellationToken)
    {
        var waiting = await QueueAgainAsync(key, cancellationToken);
        await connections.ChangeStandingAsync(key, Resumed, cancellationToken);
        foreach (var id in waiting.Where(id => id != run).Prepend(run))
        {
            await queue.SendAsync(key.Message(id), TimeSpan.Zero, cancellationToken);
        }

        return new RunRequested.Accepted(run);
    }

    /// <summary>The runs that wait for the decision. Their messages found the connection paused and are gone.</summary>
    private async Task<IReadOnlyList<string>> QueueAgainAsync(ConnectionKey key, CancellationToken cancellationToken)
    {
        var waiting = await runs.AllAsync(key, cancellationToken).Take(MostWaiting)
            .Where(run => run.Status is RunStatus.Queued or RunStatus.Paused).ToListAsync(cancellationToken);
        foreach (var run in waiting.Where(run => run.Status == RunStatus.Paused))
        {
            await runs.SaveAsync(key, run with { Status = RunStatus.Queued, Problem = null }, cancellationToken);
        }

        return [.. waiting.Select(run => run.Id)];
    }

    /// <summary>The state with the decision; null where there never was a run.</summary>
    private async Task<SyncState?> DecideAsync(ConnectionKey key, ConnectionProblem? problem, Decision decision, CancellationToken cancellationToken)
    {
        var name = SyncState.Kind.Key(key.Id);
        for (var retry = Retry.OnConflict(key); await rows.FindAsync(key.Partition.Key, name, cancellationToken) is { } row; retry.Again())
        {
            var state = LinkJson.Read<SyncState>(row.Data) with { Holder = null, Until = default };
            state = problem?.Code == Loop ? state with { Forgiven = time.GetUtcNow() } : state with { Decision = decision };
            if (await rows.ReplaceAsync(key.Partition.Key, row, LinkJson.Write(state), cancellationToken) is not null)
            {
                return state;
            }
        }

        return null;
    }

    /// <summary>Among the connection's runs, so that it goes with them. No id of a run begins so.</summary>
    private static string KeyOf(ConnectionKey key, string name) =>
        RunStore.Kind.Key($"{key.Id}~k{RowKeys.Hash($"resume\n{name}")}");

    private ConnectionStanding? Resumed(StoredConnection stored) => stored.Standing.Status == ConnectionStatus.Paused
        ? stored.Standing with { Status = ConnectionStatus.Syncing, Problem = null, Due = time.GetUtcNow() + DueSweep.Grace }
        : null;
}
