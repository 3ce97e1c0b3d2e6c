using System.Diagnostics;
using ServerlessContacts.EndToEnd;

namespace ServerlessContacts.Benchmarks.Sync;

/// <summary>One run after a few edits.</summary>
/// <param name="Linked">Contacts that both sides have.</param>
/// <param name="Edits">How many of them were edited at the provider before the run.</param>
/// <param name="ProviderCalls">Requests of the run.</param>
/// <param name="RowsTouched">Rows that the run asked for, read or wrote.</param>
/// <param name="Ms">How long it took, from the wish for it to its end.</param>
/// <param name="FullListingCalls">Requests to list everything there.</param>
/// <param name="FullListingMs">How long that takes, without doing anything about it.</param>
internal sealed record SyncFigures(int Linked, int Edits, int ProviderCalls, int RowsTouched, long Ms, int FullListingCalls, long FullListingMs);

/// <summary>Links an account with so many contacts, edits a few there, and measures the next run.</summary>
internal static class SyncMeasurement
{
    private const int Edits = 20;

    public static async Task<SyncFigures> RunAsync(Func<SimulatedProviders, BenchAccount> accountAt, int linked)
    {
        await using var azurite = await Azurite.StartAsync();
        await using var providers = await SimulatedProviders.StartAsync(TimeProvider.System, new Uri("http://127.0.0.1:1"));
        var account = accountAt(providers);
        var people = Enumerable.Range(0, linked).Select(account.Add).ToList();
        await using var member = await ConnectedMember.ConnectAsync(azurite, providers, account);
        var watch = Stopwatch.StartNew();
        var first = await member.SyncAsync();
        Console.WriteLine($"{account.Provider}: {first.Counts.Here.Added} contacts brought in, {watch.Elapsed.TotalSeconds:0} s");
        await MeasureAsync(member, account, providers, people, "warm-up");
        var (calls, rows, ms) = await MeasureAsync(member, account, providers, people, "measured");
        var (before, began) = (providers.Requests, Stopwatch.StartNew());
        var listed = await member.ListAsync();
        return new SyncFigures(listed, Edits, calls, rows, ms, providers.Requests - before, began.ElapsedMilliseconds);
    }

    private static async Task<(int Calls, int Rows, long Ms)> MeasureAsync(
        ConnectedMember member, BenchAccount account, SimulatedProviders providers, List<string> people, string name)
    {
        for (var edit = 0; edit < Edits; edit++)
        {
            account.Edit(people[people.Count / Edits * edit], $"{name} {edit}");
        }

        var (calls, rows, watch) = (providers.Requests, member.RowsTouched, Stopwatch.StartNew());
        var run = await member.SyncAsync();
        var figures = (providers.Requests - calls, member.RowsTouched - rows, watch.ElapsedMilliseconds);
        return run.Counts.Here.Updated == Edits ? figures : throw new InvalidOperationException($"{run.Counts.Here.Updated} of {Edits} edits came here.");
    }
}
