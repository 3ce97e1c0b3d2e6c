using Microsoft.Extensions.Logging;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Store.Work;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;

namespace ServerlessContacts.Sync.Running;

/// <summary>
/// Works on the connection that a message names, for as long as one message may take. Each message may come more than once and the process may end at any point: the
/// next message goes on where the last transaction left off.
/// </summary>
public sealed class SyncRunner(
    ITable table,
    ConnectionStore connections,
    TenantDirectory tenants,
    RunStore runs,
    IAccounts accounts,
    SyncSessions sessions,
    Departure departure,
    IWorkQueue<SyncMessage> queue,
    TimeProvider time,
    SyncSettings settings,
    ILogger<SyncRunner> logger)
{
    private readonly PlainRows rows = new(table);

    public async Task RunAsync(SyncMessage message, CancellationToken cancellationToken)
    {
        if (!TenantId.TryParse(message.Tenant, out var tenant) || !MemberId.TryParse(message.Member, out var owner)
            || await tenants.FindAsync(tenant, cancellationToken) is not { Tenant: { } record })
        {
            return;
        }

        var key = new ConnectionKey(tenant, owner, message.Connection);
        using var turn = SyncTelemetry.Start(key);
        if (await connections.FindAsync(key, cancellationToken) is not { } connection)
        {
            return;
        }

        if (await SyncLease.TryTakeAsync(rows, key, time, settings.LeaseTime, cancellationToken) is not { } lease)
        {
            // A new message, not a failed one: waiting uses up no attempt.
            await queue.SendAsync(message, settings.Patience, cancellationToken);
            return;
        }

        var visit = new Visit(key, connection, record, await FindRunAsync(key, message.Run, cancellationToken), lease);
        await (connection.Connection.Deleting is null ? VisitAsync(visit, message, cancellationToken) : departure.RunAsync(connection, lease, cancellationToken));
    }

    private async Task<RunRecord?> FindRunAsync(ConnectionKey key, string? run, CancellationToken cancellationToken) =>
        run is null ? null : await runs.FindAsync(key, run, cancellationToken);

    private async Task VisitAsync(Visit visit, SyncMessage message, CancellationToken cancellationToken)
    {
        var standing = visit.Connection.Standing;
        if (visit.Run is { IsFinished: true } || IsPaused(visit))
        {
            await PauseAsync(visit, cancellationToken);
            await SyncLease.ReleaseAsync(rows, visit.Key, visit.Lease, cancellationToken);
        }
        else if (ConnectionProblems.Closed(standing) is { } closed)
        {
            await CloseAsync(visit, closed, cancellationToken);
        }
        else if (accounts.Open(visit.Connection) is not var (provider, account))
        {
            await CloseAsync(visit, ConnectionProblems.NotConfigured, cancellationToken);
        }
        else if (standing.RetryAfter is { } wait && wait > time.GetUtcNow())
        {
            await SyncLease.ReleaseAsync(rows, visit.Key, visit.Lease, cancellationToken);
            await queue.SendAsync(message, Later(wait - time.GetUtcNow()), cancellationToken);
        }
        else if (await IsStillEndingAsync(visit.Connection, cancellationToken))
        {
            // What the earlier connection of the account knew is being laid down.
            await SyncLease.ReleaseAsync(rows, visit.Key, visit.Lease, cancellationToken);
            await queue.SendAsync(message, settings.Patience, cancellationToken);
        }
        else
        {
            var isPreview = visit.Run is { Kind: RunKind.Preview };
            var session = sessions.Open(visit.Connection, visit.Tenant, provider, account, visit.Lease, isPreview);
            await new Attendance(session, visit, connections, runs, queue, logger).RunAsync(message, cancellationToken);
            await (isPreview ? SyncLease.ReleaseAsync(rows, visit.Key, visit.Lease, cancellationToken) : Task.CompletedTask);
        }
    }

    /// <summary>A run that was asked for beside one that has paused waits for the same decision.</summary>
    private Task PauseAsync(Visit visit, CancellationToken cancellationToken) => visit.Run is { Status: RunStatus.Queued } asked
        ? runs.SaveAsync(
            visit.Key, asked with { Status = RunStatus.Paused, Problem = visit.Connection.Standing.Problem }, cancellationToken)
        : Task.CompletedTask;

    private ValueTask<bool> IsStillEndingAsync(StoredConnection connection, CancellationToken cancellationToken) =>
        connections.AllAsync(connection.Key.Tenant, connection.Key.Owner, cancellationToken)
            .AnyAsync(other => other.Connection.Deleting is not null && other.Past is { } past && past == connection.Past, cancellationToken);

    /// <summary>A run that somebody waits for ends here; it cannot be had.</summary>
    private async Task CloseAsync(Visit visit, ConnectionProblem problem, CancellationToken cancellationToken)
    {
        if (visit.Run is { } asked)
        {
            await runs.SaveAsync(visit.Key, asked with { Status = RunStatus.Failed, Problem = problem, Finished = time.GetUtcNow() }, cancellationToken);
            SyncTelemetry.Ended(asked.Kind, RunStatus.Failed);
        }

        await SyncLease.ReleaseAsync(rows, visit.Key, visit.Lease, cancellationToken);
    }

    /// <summary>Until the owner decides, nothing but a look ahead is done.</summary>
    private static bool IsPaused(Visit visit) =>
        visit is { Connection.Standing.Status: ConnectionStatus.Paused, Run: not { Kind: RunKind.Preview } } && LinkJson.Read<SyncState>(visit.Lease.Data).Decision == Decision.None;

    /// <summary>A queue keeps a message back for seven days at most.</summary>
    internal static TimeSpan Later(TimeSpan wait) => wait < TimeSpan.FromDays(1) ? wait : TimeSpan.FromDays(1);
}

/// <summary>One message's turn at a connection.</summary>
/// <param name="Run">The run that was asked for; null for whatever is due.</param>
internal sealed record Visit(ConnectionKey Key, StoredConnection Connection, TenantRecord Tenant, RunRecord? Run, StoredRow Lease);
