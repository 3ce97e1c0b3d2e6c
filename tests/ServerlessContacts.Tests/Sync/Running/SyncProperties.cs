using System.Globalization;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>
/// Random lives of two address books: edits, deletions and label changes on both sides, between and during runs that suffer lost answers,
/// throttling, expired cursors, late and repeated items, empty listings and ends of the process between any two calls. In every other life
/// the owner gives groups and labels other names, changes settings, answers pauses and reviews, and connects the account anew. However it
/// goes, in the end both sides say the same, nobody is lost or doubled, what was skipped stays, and a further run writes nothing.
/// <c>SYNC_SEQUENCES</c> and <c>SYNC_SEED</c> in the environment ask for more, or for one again.
/// </summary>
public sealed class SyncProperties
{
    private const int Sequences = 2000;

    [Fact]
    public Task Both_sides_end_up_equal_whatever_happens_on_the_way()
    {
        var seeds = Number("SYNC_SEED") is { } only ? Enumerable.Range(only, 1) : Enumerable.Range(0, Number("SYNC_SEQUENCES") ?? Sequences);
        return Parallel.ForEachAsync(seeds, async (seed, _) => await RunAsync(seed));
    }

    private static async Task RunAsync(int seed)
    {
        var life = new MemoryLife(seed);
        try
        {
            await life.RunAsync();
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"SYNC_SEED={seed}: {failure.Message}{Environment.NewLine}{life.Trace}", failure);
        }
    }

    private static int? Number(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
