using System.Diagnostics;
using ServerlessContacts.EndToEnd;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Benchmarks.Sync;

/// <summary>One run, beside what its calls and writes take alone.</summary>
/// <param name="Calls">Requests to the provider.</param>
/// <param name="Seconds">From the wish for the run to its end.</param>
/// <param name="BareCallSeconds">For as many requests for next to nothing, one after the other.</param>
/// <param name="RowsTouched">Rows that it asked for, read or wrote.</param>
/// <param name="Transactions">In which it wrote.</param>
/// <param name="BareWriteSeconds">For as many transactions of new rows of the same length, one after the other.</param>
internal sealed record RunFigures(int Calls, double Seconds, double BareCallSeconds, int RowsTouched, int Transactions, double BareWriteSeconds);

/// <summary>What an account of so many contacts costs.</summary>
/// <param name="First">The first run, which brings all of them in, each with a picture.</param>
/// <param name="EditsHere">A run after so many edits here.</param>
/// <param name="EditsThere">A run after a few edits at the provider.</param>
/// <param name="FullListingCalls">Requests to list everything there.</param>
/// <param name="FullListingSeconds">How long that takes, without doing anything about it.</param>
internal sealed record SyncFigures(
    string Provider, int Contacts, RunFigures First, RunFigures EditsHere, RunFigures EditsThere, int FullListingCalls, double FullListingSeconds);

/// <summary>Links an account with so many contacts, edits some on both sides, and measures each run.</summary>
internal sealed class SyncMeasurement(ConnectedMember member, SimulatedProviders providers, BareMeasurement bare)
{
    private const int EditsHere = 500;
    private const int EditsThere = 20;

    public static async Task<SyncFigures> RunAsync(Func<SimulatedProviders, BenchAccount> accountAt, int contacts)
    {
        await using var azurite = await Azurite.StartAsync();
        await using var providers = await SimulatedProviders.StartAsync(TimeProvider.System, new Uri("http://127.0.0.1:1"));
        var account = accountAt(providers);
        var people = account.AddAll(contacts);
        await using var member = await ConnectedMember.ConnectAsync(azurite, providers, account);
        using var bare = await BareMeasurement.StartAsync(azurite, account.Bare);
        return await new SyncMeasurement(member, providers, bare).RunAsync(account, people);
    }

    private async Task<SyncFigures> RunAsync(BenchAccount account, IReadOnlyList<string> people)
    {
        var first = await MeasureAsync(run => run.Here.Added, people.Count);
        Demand(await member.PicturesAsync(), people.Count, "pictures");
        var editsHere = Math.Min(EditsHere, people.Count);
        await member.EditAsync(editsHere);
        var here = await MeasureAsync(run => run.There.Updated, editsHere);
        var editsThere = Math.Min(EditsThere, people.Count);
        for (var edit = 0; edit < editsThere; edit++)
        {
            account.Edit(people[people.Count / editsThere * edit], $"Edited {edit}");
        }

        var there = await MeasureAsync(run => run.Here.Updated, editsThere);
        var (before, began) = (providers.Requests, Stopwatch.StartNew());
        var listed = await member.ListAsync();
        return new SyncFigures(account.Provider, listed, first, here, there, providers.Requests - before, Rounded(began.Elapsed.TotalSeconds));
    }

    private async Task<RunFigures> MeasureAsync(Func<RunCounts, int> count, int expected)
    {
        member.TakeWritten();
        var (calls, rows, watch) = (providers.Requests, member.RowsTouched, Stopwatch.StartNew());
        var run = await member.SyncAsync();
        var (seconds, made, touched, written) = (watch.Elapsed.TotalSeconds, providers.Requests - calls, member.RowsTouched - rows, member.TakeWritten());
        Demand(count(run.Counts), expected, "contacts");
        return new RunFigures(made, Rounded(seconds), Rounded(await bare.CallsAsync(made)), touched, written.Count, Rounded(await bare.WritesAsync(written)));
    }

    private static void Demand(int found, int expected, string what)
    {
        if (found != expected)
        {
            throw new InvalidOperationException($"{found} of {expected} {what} came over.");
        }
    }

    private static double Rounded(double seconds) => Math.Round(seconds, 2);
}
