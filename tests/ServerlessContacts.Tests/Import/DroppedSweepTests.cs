using System.Text;
using ServerlessContacts.Import;

namespace ServerlessContacts.Tests.Import;

/// <summary>Files whose event was lost are found, and what a round costs does not grow with the files that lie there.</summary>
[Collection(HeardAlone.Name)]
public sealed class DroppedSweepTests
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("name,email\nAda,ada@example.com\n");

    [Fact]
    public async Task A_round_is_one_listing_however_many_files_there_are_and_rounds_come_by_all_of_them()
    {
        var rig = await ImportRig.StartAsync();
        rig.Files.PageSize = 10;
        for (var i = 0; i < 95; i++)
        {
            rig.Files.Put(ImportStorage.Dropped, $"demo/{i:D3}.csv", Content);
        }

        for (var round = 1; round <= 10; round++)
        {
            await rig.Sweep.RunAsync(default);
            Assert.Equal(round, rig.Files.Pages);
        }

        Assert.Equal(95, await rig.Imports.AllAsync(ImportRig.Demo, default).CountAsync());
    }

    [Fact]
    public async Task A_round_over_files_that_are_known_asks_the_table_for_none_of_them()
    {
        var rig = await ImportRig.StartAsync();
        for (var i = 0; i < 50; i++)
        {
            await rig.DropAsync($"demo/{i:D3}.csv", Content);
        }

        await rig.RunAsync();
        await rig.Sweep.RunAsync(default);
        var reads = rig.Table.PointReads;
        await rig.Sweep.RunAsync(default);
        Assert.InRange(rig.Table.PointReads - reads, 0, 2);
    }

    [Fact]
    public async Task A_file_whose_event_did_not_come_is_told_of_and_one_that_is_fresh_is_not()
    {
        using var heard = new Heard();
        var rig = await ImportRig.StartAsync();
        rig.Files.Put(ImportStorage.Dropped, "demo/lost.csv", Content);
        rig.Time.Advance(TimeSpan.FromMinutes(3));
        rig.Files.Put(ImportStorage.Dropped, "demo/fresh.csv", Content);
        await rig.Sweep.RunAsync(default);
        Assert.Equal(["contacts.imports.lost_events: 1"], heard.Table(ImportTelemetry.Name).Where(line => line.Contains("lost_events", StringComparison.Ordinal)));
    }
}
