using Microsoft.Extensions.Logging;
using ServerlessContacts.Store.Work;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>One turn at a connection: runs it, and tells its owner and the timer how it went.</summary>
internal sealed partial class Attendance(
    SyncSession session, Visit visit, ConnectionStore connections, RunStore runs, IWorkQueue<SyncMessage> queue, ILogger logger)
{
    private readonly SyncWriter writer = session.Writer;
    private readonly SyncSettings settings = session.Pace;
    private readonly DateTimeOffset deadline = session.Now + session.Pace.Budget;

    private SyncRun? begun;

    private SyncRun Run => begun ?? throw new InvalidOperationException("The run has not begun.");

    public async Task RunAsync(SyncMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await RunAllAsync(message, cancellationToken);
        }
        catch (ProviderException failed)
        {
            await FailedAsync(failed, message, cancellationToken);
        }
        catch (LoopException loop)
        {
            await PausedAsync("third-party-loop", $"{loop.Message} Another service seems to sync the same accounts. Switch it off, then resume.", cancellationToken);
        }
        catch (SyncLeaseLostException)
        {
            Log.LeaseLost(logger, visit.Key);
            await queue.SendAsync(message, settings.Patience, cancellationToken);
        }
    }

    /// <summary>The run that is under way and, where another was asked for, that one after it: it has to see what was there when it was asked for.</summary>
    private async Task RunAllAsync(SyncMessage message, CancellationToken cancellationToken)
    {
        // Asked at each run: items name their groups by ids only.
        var groups = await new GroupListing(session, visit.Connection.Standing.AvailableGroups).ReadAsync(cancellationToken);
        begun = new SyncRun(session, groups);
        if (session.IsPreview)
        {
            await PreviewAsync(visit.Run!, cancellationToken);
            return;
        }

        if (visit is { Connection.Standing.Status: ConnectionStatus.Ready, Run: null })
        {
            // Signed in, and its owner has not started it yet: all there is to do is to see what can be chosen.
            await TellAsync(standing => standing with { AvailableGroups = groups, Due = null }, cancellationToken);
            await writer.ReleaseAsync(state => state, cancellationToken);
            return;
        }

        for (var isMore = true; isMore;)
        {
            var isUnderWay = writer.State.Stage != Stage.Idle;
            var id = isUnderWay ? writer.State.Run! : visit.Run?.Id ?? RunStore.NewId(session.Now);
            await StartedAsync(id, groups, cancellationToken);
            var stop = await Run.RunAsync(id, deadline, cancellationToken);
            isMore = stop.IsDone && isUnderWay && visit.Run is { } asked && !string.Equals(asked.Id, id, StringComparison.Ordinal);
            await StoppedAsync(id, stop, message, isMore, cancellationToken);
        }
    }

    private async Task PreviewAsync(RunRecord asked, CancellationToken cancellationToken)
    {
        await runs.SaveAsync(visit.Key, asked with { Status = RunStatus.Running, Started = session.Now }, cancellationToken);
        var stop = await Run.RunAsync(asked.Id, DateTimeOffset.MaxValue, cancellationToken);
        var outcomes = Run.Previewed;
        await runs.SaveAsync(visit.Key, asked.Id, outcomes, cancellationToken);
        var status = stop.IsDone ? RunStatus.Done : RunStatus.Failed;
        await runs.SaveAsync(visit.Key, asked with
        {
            Status = status,
            Started = asked.Started ?? session.Now,
            Finished = session.Now,
            Counts = outcomes.Aggregate(new RunCounts(), (counts, outcome) => counts.With(outcome)),
        }, cancellationToken);
        SyncTelemetry.Ended(asked.Kind, status);
    }

    private async Task StartedAsync(string id, IReadOnlyList<ProviderGroup> groups, CancellationToken cancellationToken)
    {
        var record = await runs.FindAsync(visit.Key, id, cancellationToken)
            ?? new RunRecord { Id = id, Kind = RunKind.Sync, Status = RunStatus.Queued, Requested = session.Now };
        await runs.SaveAsync(visit.Key, record with { Status = RunStatus.Running, Started = record.Started ?? session.Now, Problem = null }, cancellationToken);
        await TellAsync(standing => standing with { Status = ConnectionStatus.Syncing, Problem = null, RetryAfter = null, AvailableGroups = groups }, cancellationToken);
    }

    private async Task StoppedAsync(string id, RunStop stop, SyncMessage message, bool isMore, CancellationToken cancellationToken)
    {
        if (stop.Reason is { } reason)
        {
            await PausedAsync("brake", $"{reason} Nothing was taken away. Decide with resume: apply or skip.", cancellationToken);
        }
        else if (!stop.IsDone)
        {
            await writer.ReleaseAsync(state => state with { IsHandedOver = true }, cancellationToken);
            await queue.SendAsync(message, TimeSpan.Zero, cancellationToken);
        }
        else
        {
            await DoneAsync(id, isMore, cancellationToken);
        }
    }

    private async Task DoneAsync(string id, bool isMore, CancellationToken cancellationToken)
    {
        var state = writer.State;
        await SaveRunAsync(id, RunStatus.Done, null, cancellationToken);
        var next = Earlier(session.Now + settings.PollInterval, Run.Desk.Deferred.NextDue);
        var statistics = await FiguresAsync(state, cancellationToken);
        await TellAsync(standing => standing with { Status = ConnectionStatus.Synced, Problem = null, Due = next, Statistics = statistics }, cancellationToken);
        if (!isMore)
        {
            await writer.ReleaseAsync(ended => Stumbled(ended, null) with { Failures = 0, Width = null }, cancellationToken);
        }
    }

    private async Task<ConnectionStatistics> FiguresAsync(SyncState state, CancellationToken cancellationToken)
    {
        var (here, there) = (state.Counts.Here, state.Counts.There);
        return new ConnectionStatistics
        {
            InSync = state.Linked,
            Recent = new RecentChanges(here.Added + there.Added, here.Updated + there.Updated, here.Deleted + there.Deleted),
            LastRun = session.Now,
            Review = await session.Journal.RowsAsync(session.Partition, Review.Kind, cancellationToken, $"{session.Connection}~", $"{session.Connection}~~").CountAsync(cancellationToken),
            Parked = Run.Desk.Deferred.Troubled,
        };
    }

    private async Task PausedAsync(string code, string message, CancellationToken cancellationToken)
    {
        var problem = new ConnectionProblem(code, message);
        await SaveRunAsync(writer.State.Run, RunStatus.Paused, problem, cancellationToken);
        await TellAsync(standing => standing with { Status = ConnectionStatus.Paused, Problem = problem, Due = null }, cancellationToken);
        await writer.ReleaseAsync(state => state, cancellationToken);
    }

    /// <summary>The run under way or, where none has begun, the one that was asked for; a run that is over is not touched any more.</summary>
    private string? Concerned => writer.State.Stage == Stage.Idle ? visit.Run?.Id : writer.State.Run;

    /// <summary>The provider cannot be used now. What was stored stays; the rest comes later, by itself where time heals it.</summary>
    private async Task FailedAsync(ProviderException failed, SyncMessage message, CancellationToken cancellationToken)
    {
        Log.Failed(logger, visit.Key, failed.Fault, failed.Message);
        if (failed.Fault == ProviderFault.SignInNeeded)
        {
            await SignInAsync(failed, cancellationToken);
            return;
        }

        var failures = writer.State.Failures + 1;
        var wait = failed.RetryAfter ?? BackOff(failures);
        var until = session.Now + wait;
        var problem = new ConnectionProblem(failed.Fault == ProviderFault.Throttled ? "provider-throttled" : "provider-unavailable", "The provider cannot be used at the moment. The sync goes on by itself.");
        await SaveRunAsync(Concerned, RunStatus.Waiting, problem, cancellationToken);
        // The provider's own word binds every instance and every request; our own patience only the timer.
        await TellAsync(standing => standing with { Problem = problem, Due = until, RetryAfter = failed.RetryAfter is null ? standing.RetryAfter : until }, cancellationToken);
        var stumbled = failed.Fault == ProviderFault.Unavailable ? begun?.StumbledAt : null;
        SyncState Failed(SyncState state) =>
            Stumbled(state, stumbled) with { Failures = failures, Width = begun is null ? state.Width : begun.Width };
        await writer.ReleaseAsync(Failed, cancellationToken);
        if (message.Run is not null)
        {
            // Somebody waits for this very run; the others are found by the timer when they are due.
            await queue.SendAsync(message, SyncRunner.Later(wait), cancellationToken);
        }
    }

    private static SyncState Stumbled(SyncState state, string? contact) => state with
    {
        StumbledAt = contact,
        Stumbles = contact is null ? 0 : string.Equals(contact, state.StumbledAt, StringComparison.Ordinal) ? state.Stumbles + 1 : 1,
    };

    private async Task SignInAsync(ProviderException failed, CancellationToken cancellationToken)
    {
        var problem = new ConnectionProblem("sign-in-needed", "The provider no longer accepts the sign-in. Sign in again; nothing was deleted.");
        await SaveRunAsync(Concerned, RunStatus.Failed, problem, cancellationToken);
        await TellAsync(standing => standing with { Status = ConnectionStatus.NeedsSignIn, Problem = problem, Due = null }, cancellationToken);
        await writer.ReleaseAsync(state => state, cancellationToken);
    }

    /// <summary>Doubles with each failure; up to half of it is chance, so that connections that failed together do not come back together.</summary>
    private TimeSpan BackOff(int failures)
    {
        var most = settings.BackOff * Math.Pow(2, Math.Min(failures - 1, 20));
        return (most < settings.MostBackOff ? most : settings.MostBackOff) * (0.5 + (Random.Shared.NextDouble() / 2));
    }

    private async Task SaveRunAsync(string? id, RunStatus status, ConnectionProblem? problem, CancellationToken cancellationToken)
    {
        if (id is null || await runs.FindAsync(visit.Key, id, cancellationToken) is not { } record)
        {
            // What was due and could not begin has left no run; it was a stop all the same.
            SyncTelemetry.Ended(RunKind.Sync, status);
            return;
        }

        await runs.SaveAsync(visit.Key, record with
        {
            Status = status,
            Problem = problem,
            // A run that has not begun has counted nothing; the state still holds the last one's figures.
            Counts = status == RunStatus.Done || writer.State.Stage != Stage.Idle ? writer.State.Counts : record.Counts,
            Finished = status is RunStatus.Done or RunStatus.Failed ? session.Now : null,
        }, cancellationToken);
        SyncTelemetry.Ended(record.Kind, status);
    }

    private Task TellAsync(Func<ConnectionStanding, ConnectionStanding> change, CancellationToken cancellationToken) =>
        connections.ChangeStandingAsync(visit.Key, stored => change(stored.Standing), cancellationToken);

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset? other) => other is { } earlier && earlier < one ? earlier : one;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Connection {Connection} waits: {Fault}, {Reason}")]
        public static partial void Failed(ILogger logger, ConnectionKey connection, ProviderFault fault, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Connection {Connection} was taken over by another run")]
        public static partial void LeaseLost(ILogger logger, ConnectionKey connection);
    }
}
