using System.Collections.Concurrent;
using Microsoft.AspNetCore.DataProtection;

namespace ServerlessContacts.EndToEnd.Sync.Sequences;

/// <summary>A process that syncs: takes turns from standard input, many at once, says on standard output what became of them, and may be killed at any time.</summary>
internal static class SequenceWorker
{
    public const string Storage = "SEQUENCES_STORAGE";
    public const string Keys = "SEQUENCES_KEYS";

    private static async Task Main()
    {
        var storage = Environment.GetEnvironmentVariable(Storage) ?? throw new InvalidOperationException("This is a test assembly. Run it with dotnet test.");
        var keys = DataProtectionProvider.Create(new DirectoryInfo(Environment.GetEnvironmentVariable(Keys)!));
        var (lives, turns) = (new ConcurrentDictionary<string, WorkedLife>(StringComparer.Ordinal), new List<Task>());
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var order = TurnOrder.Parse(line);
            turns.RemoveAll(turn => turn.IsCompleted);
            turns.Add(order.Message is null
                ? ForgetAsync(lives, order)
                : lives.GetOrAdd(order.Place.Table, _ => new WorkedLife(storage, order.Place, keys)).RunAsync(order));
        }

        await Task.WhenAll(turns);
    }

    private static async Task ForgetAsync(ConcurrentDictionary<string, WorkedLife> lives, TurnOrder order)
    {
        if (lives.TryRemove(order.Place.Table, out var life))
        {
            await life.DisposeAsync();
        }

        Console.WriteLine(new TurnNews(order.Number));
    }
}
