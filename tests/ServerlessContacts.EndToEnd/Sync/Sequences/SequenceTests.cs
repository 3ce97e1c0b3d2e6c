using System.Collections.Concurrent;
using System.Globalization;
using Xunit.Abstractions;

namespace ServerlessContacts.EndToEnd.Sync.Sequences;

/// <summary>These keep both cores busy for minutes, so nothing else that has a deadline runs meanwhile.</summary>
[CollectionDefinition(nameof(SequenceTests), DisableParallelization = true)]
public sealed class SequenceCollection;

/// <summary>
/// Random lives of two address books, half of them with Google and half with Microsoft: over real sockets, on the storage emulator, with the sync in processes of its own that are
/// killed. However it goes, in the end both sides say the same, nobody is lost or doubled, a further run writes nothing, and nothing was done that a provider forbids.
/// <c>SYNC_SOCKET_SEQUENCES</c> and <c>SYNC_SEED</c> in the environment ask for more, or for one again; but one that is alone is killed only where its own seed says so.
/// </summary>
[Collection(nameof(SequenceTests))]
public sealed class SequenceTests(ITestOutputHelper output)
{
    private const int Sequences = 200;

    /// <summary>Each end of a process meets half of them in the middle of a turn, so that few new processes make many ends.</summary>
    private const int AtOnce = 40;

    [Fact]
    public async Task Both_sides_end_up_equal_whichever_process_is_killed_on_the_way()
    {
        await using var stage = await SequenceStage.StartAsync();
        var seeds = Number("SYNC_SEED") is { } only ? Enumerable.Range(only, 1) : Enumerable.Range(0, Number("SYNC_SOCKET_SEQUENCES") ?? Sequences);
        var (kills, failures) = (0, new ConcurrentQueue<string>());
        await Parallel.ForEachAsync(seeds, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (seed, _) =>
        {
            await using var life = new Life(seed, stage);
            if (await FailureAsync(life) is { } failure)
            {
                failures.Enqueue($"SYNC_SEED={seed}: {failure}{Environment.NewLine}{life.Trace}");
            }

            Interlocked.Add(ref kills, life.Kills);
        });
        output.WriteLine($"{seeds.Count()} lives with {stage.Workers.Turns} turns, {kills} of them killed with {stage.Workers.Replaced} processes");
        Assert.True(failures.IsEmpty, string.Join($"{Environment.NewLine}{Environment.NewLine}", failures));
    }

    /// <summary>The others go on, so that one run tells of all that failed.</summary>
    private static async Task<string?> FailureAsync(Life life)
    {
        try
        {
            await life.RunAsync();
            return null;
        }
        catch (Exception failure)
        {
            return failure.ToString();
        }
    }

    private static int? Number(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
