using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Store.Work;
using ServerlessContacts.Sync;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.EndToEnd.Sync.Sequences;

/// <summary>One life in a worker, with what this process remembers of it from turn to turn.</summary>
internal sealed class WorkedLife : IWorkQueue<SyncMessage>, IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly StandingClock clock = new();
    private MortalTable table = null!;
    private long turn;

    public WorkedLife(string storage, LifePlace place, IDataProtectionProvider keys) =>
        services = LifeServices.Build(storage, place, keys, clock, this, genuine => table = new MortalTable(genuine));

    /// <summary>One turn at a time.</summary>
    public async Task RunAsync(TurnOrder order)
    {
        (turn, clock.Now) = (order.Number, order.Now);
        var runner = services.GetRequiredService<SyncRunner>();
        table.Arm(order.Kill);
        Console.WriteLine(new TurnNews(order.Number, Failure: await FailureAsync(runner.RunAsync(order.Message!, default))));
    }

    /// <summary>In the queue with the line that says so, whatever becomes of this process.</summary>
    public Task SendAsync(SyncMessage message, TimeSpan delay, CancellationToken cancellationToken)
    {
        Console.WriteLine(new TurnNews(turn, message, delay));
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    /// <summary>Told to the test, which fails with it.</summary>
    private static async Task<string?> FailureAsync(Task run)
    {
        try
        {
            await run;
            return null;
        }
        catch (Exception failure)
        {
            return failure.ToString();
        }
    }

    /// <summary>Says what it was told last. Timers go by real time, so that calls still end when nobody answers.</summary>
    private sealed class StandingClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
