using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Simulators;
using ServerlessContacts.Store.Work;
using ServerlessContacts.Sync;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Tests;

namespace ServerlessContacts.EndToEnd.Sync.Sequences;

/// <summary>
/// The queue of one life, and who works on it. A message whose process was killed comes again after a while, and now and then one comes twice. Between messages the clock goes on
/// to the time when the next is due; while one is worked on it stands still.
/// </summary>
internal sealed class LifeRuns(WorkerPool pool, LifePlace place, int seed, ManualTime time, LifeTraffic traffic) : IWorkQueue<SyncMessage>
{
    private const int MostTurns = 300;

    /// <summary>Four of so many turns are ends of their process, which takes the turns of some fifteen other lives with it; a new one costs as much as many turns.</summary>
    private const int Odds = 360;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly PriorityQueue<SyncMessage, DateTimeOffset> messages = new();
    private readonly Random chance = new(seed);

    /// <summary>Whether nothing goes wrong any more.</summary>
    public bool IsQuiet { get; set; }

    /// <summary>What people do in the middle of a run.</summary>
    public required Func<Task> InterruptAsync { get; init; }

    public required Action<string> Trace { get; init; }

    public required SimulatorHost Host { get; init; }

    public int Kills { get; private set; }

    public Task SendAsync(SyncMessage message, TimeSpan delay, CancellationToken cancellationToken)
    {
        Send(message, delay);
        return Task.CompletedTask;
    }

    /// <summary>Asks for a run and works on messages until there are none.</summary>
    public async Task<RunRecord> SyncAsync(IServiceProvider services)
    {
        var asked = await services.GetRequiredService<RunRequests>().AskAsync(LifeServices.Connection, RunKind.Sync, null, default);
        var run = Assert.IsType<RunRequested.Accepted>(asked).Run;
        for (var turns = 0; messages.TryDequeue(out var message, out var due); turns++)
        {
            Assert.True(turns < MostTurns, "The sync does not come to an end.");
            time.Advance(due > time.GetUtcNow() ? due - time.GetUtcNow() : TimeSpan.FromSeconds(1));
            await WorkAsync(message);
        }

        return (await services.GetRequiredService<RunStore>().FindAsync(LifeServices.Connection, run, default))!;
    }

    /// <summary>No process needs to know the life any more.</summary>
    public Task EndAsync() => pool.RunAsync(pool.For(seed), place, (null, time.GetUtcNow(), null), Send);

    private async Task WorkAsync(SyncMessage message)
    {
        var worker = pool.For(seed);
        var kill = Plan(worker);
        var end = await pool.RunAsync(worker, place, (message, time.GetUtcNow(), kill), Send);
        traffic.Arm(null);
        if (end == TurnEnd.Killed)
        {
            Trace("killed");
            Kills++;
            await UntilNothingIsOnItsWayAsync();
            Send(message, TimeSpan.FromSeconds(chance.Next(1, 60)));
        }
        else if (!IsQuiet && chance.Next(15) == 0)
        {
            Send(message, TimeSpan.FromSeconds(chance.Next(1, 60)));
        }
    }

    /// <summary>What becomes of the turn that is about to begin.</summary>
    private TableKill? Plan(WorkerProcess worker)
    {
        var (what, call) = (IsQuiet ? int.MaxValue : chance.Next(Odds), chance.Next(1, 12));
        traffic.Arm(what switch
        {
            0 => new Interruption(call, IsAfter: false, () => Kill(worker, $"at call {call}")),
            1 => new Interruption(call, IsAfter: true, () => Kill(worker, $"after call {call}")),
            > 3 and < 60 => new Interruption(call, chance.Next(2) == 0, ActAsync),
            _ => null,
        });
        return what is 2 or 3 ? new TableKill(chance.Next(1, 80), chance.Next(2) == 0) : null;
    }

    private Task<bool> Kill(WorkerProcess worker, string when)
    {
        Trace($"kill {when}");
        worker.Kill();
        return Task.FromResult(false);
    }

    private async Task<bool> ActAsync()
    {
        Trace("in the middle of it:");
        await InterruptAsync();
        return true;
    }

    /// <summary>What the killed process had sent still takes effect; as long as a lease lasts, nobody goes on before.</summary>
    private async Task UntilNothingIsOnItsWayAsync()
    {
        for (var since = Stopwatch.StartNew(); Host.OpenConnections > 0; await Task.Delay(2))
        {
            Assert.True(since.Elapsed < Patience, "The connections of a killed process stay open.");
        }
    }

    private void Send(SyncMessage message, TimeSpan delay)
    {
        lock (messages)
        {
            messages.Enqueue(message, time.GetUtcNow() + delay);
        }
    }
}
