using ServerlessContacts.Import;
using ServerlessContacts.Import.Files;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Blobs;
using ServerlessContacts.Tests.Housekeeping;

namespace ServerlessContacts.Tests.Import;

/// <summary>What is left of imports in blobs, and until when they can be taken back.</summary>
public sealed class ImportHousekeepingTests
{
    private const string File = "name,email\nAda,ada@example.com\n,nothing\n";

    private static readonly Partition Imports = Partition.Imports(ImportRig.Demo);

    [Fact]
    public async Task A_sent_file_goes_a_month_after_its_import_and_the_reports_after_half_a_year()
    {
        var rig = await ImportRig.StartAsync();
        var import = await rig.SendAsync(File, new ImportOptions());
        Assert.Equal(["people.csv.rejected.csv", "people.csv.report.json", "rejected.csv", "people.csv"], Left(rig, import));
        Assert.Equal(import.Finished + TimeSpan.FromDays(30), await LookAsync(rig));
        rig.Time.Advance(TimeSpan.FromDays(29));
        await LookAsync(rig);
        Assert.Equal(4, Left(rig, import).Length);
        rig.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(import.Finished + TimeSpan.FromDays(180), await LookAsync(rig));
        Assert.Equal(["people.csv.rejected.csv", "people.csv.report.json", "rejected.csv"], Left(rig, import));
        rig.Time.Advance(TimeSpan.FromDays(150));
        Assert.Equal(DateTimeOffset.MaxValue, await LookAsync(rig));
        Assert.Empty(Left(rig, import));
        Assert.Equal((1, 1), ((await rig.FindAsync(import.Id)).Rows.Created, (await rig.FindAsync(import.Id)).Rows.Rejected));
    }

    [Fact]
    public async Task A_plan_keeps_its_file_until_it_is_applied_or_its_time_is_over()
    {
        var rig = await ImportRig.StartAsync();
        var (applied, forgotten) = (
            await rig.SendAsync(File, new ImportOptions { DryRun = true }), await rig.SendAsync(File, new ImportOptions { DryRun = true }));
        rig.Time.Advance(TimeSpan.FromDays(179));
        await LookAsync(rig);
        Assert.IsType<ImportDecided.Accepted>(await rig.Decisions.ApplyAsync(ImportRig.Demo, applied.Id, default));
        await rig.RunAsync();
        Assert.Equal(1, (await rig.FindAsync(applied.Id)).Rows.Created);
        rig.Time.Advance(TimeSpan.FromDays(2));
        await LookAsync(rig);
        Assert.Empty(Left(rig, forgotten));
        Assert.NotEmpty(Left(rig, applied));
        Assert.Equal("plan-gone", Assert.IsType<ImportDecided.Refused>(
            await rig.Decisions.ApplyAsync(ImportRig.Demo, forgotten.Id, default)).Problem.Code);
    }

    [Fact]
    public async Task A_dropped_file_stays_and_its_reports_are_those_of_the_newest_version()
    {
        var rig = await ImportRig.StartAsync();
        await rig.ImportAsync(File);
        rig.Time.Advance(TimeSpan.FromDays(100));
        await rig.ImportAsync(File);
        rig.Time.Advance(TimeSpan.FromDays(100));
        await LookAsync(rig);
        Assert.Contains("imports/demo/people.csv", rig.Files.Paths);
        Assert.Contains("import-reports/demo/people.csv.rejected.csv", rig.Files.Paths);
        Assert.Single(rig.Files.Paths, path => path.EndsWith("/rejected.csv", StringComparison.Ordinal));
        rig.Time.Advance(TimeSpan.FromDays(100));
        await LookAsync(rig);
        Assert.Equal(["imports/demo/people.csv"], rig.Files.Paths);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_look_that_dies_at_any_write_is_made_up_for(bool takesEffect)
    {
        for (var writes = 1; ; writes++)
        {
            var rig = await ImportRig.StartAsync();
            var import = await rig.SendAsync(File, new ImportOptions());
            rig.Time.Advance(TimeSpan.FromDays(181));
            var died = await rig.DiesAsync(writes, takesEffect, () => LookAsync(rig));
            await LookAsync(rig);
            Assert.Empty(Left(rig, import));
            Assert.Equal(DateTimeOffset.MaxValue, await LookAsync(rig));
            if (!died)
            {
                Assert.InRange(writes, 8, 14);
                return;
            }
        }
    }

    [Fact]
    public async Task Without_time_one_import_is_done_in_each_look()
    {
        var rig = await ImportRig.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            await rig.SendAsync(File, new ImportOptions());
        }

        rig.Time.Advance(TimeSpan.FromDays(181));
        for (var looks = 0; looks < 3; looks++)
        {
            Assert.Null(await rig.Housekeeping.RunAsync(Imports, rig.Time.GetUtcNow(), default));
        }

        Assert.Equal(DateTimeOffset.MaxValue, await rig.Housekeeping.RunAsync(Imports, rig.Time.GetUtcNow(), default));
        Assert.Empty(rig.Files.Paths);
    }

    [Fact]
    public async Task Other_partitions_are_none_of_it()
    {
        var rig = await ImportRig.StartAsync();
        await rig.SendAsync(File, new ImportOptions());
        rig.Time.Advance(TimeSpan.FromDays(181));
        Assert.Equal(DateTimeOffset.MaxValue, await rig.Housekeeping.RunAsync(
            Partition.Shared(ImportRig.Demo, 0), DateTimeOffset.MaxValue, default));
        Assert.NotEmpty(rig.Files.Paths);
    }

    [Fact]
    public async Task The_imports_of_a_tenant_are_in_the_calendar_and_are_looked_at()
    {
        var rig = await ImportRig.StartAsync();
        await rig.SendAsync(File, new ImportOptions());
        var house = new HousekeepingRig(rig.Table) { Steps = (_, _) => [rig.Housekeeping] };
        house.Restart();
        Assert.Contains("d~20261223~demo~i", house.Calendar, StringComparison.Ordinal);
        rig.Time.Advance(TimeSpan.FromDays(31));
        house.Time.Advance(TimeSpan.FromDays(31));
        await house.RunAsync();
        Assert.DoesNotContain(rig.Files.Paths, path => path.StartsWith("uploads/", StringComparison.Ordinal));
        Assert.Contains("~demo~i", house.Calendar, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_says_until_when_it_can_be_taken_back_and_after_that_it_cannot()
    {
        var rig = await ImportRig.StartAsync();
        Assert.Null((await rig.SendAsync(File, new ImportOptions { DryRun = true })).UndoableUntil);
        var import = await rig.SendAsync(File, new ImportOptions());
        Assert.Equal(import.Started + TimeSpan.FromDays(90), import.UndoableUntil);
        rig.Time.Advance(TimeSpan.FromDays(89));
        var undo = await rig.UndoAsync(import.Id);
        Assert.Equal((ImportStatus.Done, undo.Started + TimeSpan.FromDays(90)), (undo.Status, undo.UndoableUntil));
        rig.Time.Advance(TimeSpan.FromDays(91));
        Assert.Equal("history-gone", Assert.IsType<ImportDecided.Refused>(
            await rig.Decisions.UndoAsync(ImportRig.Demo, undo.Id, "member:ada", default)).Problem.Code);
    }

    [Fact]
    public async Task What_was_in_quarantine_for_long_is_deleted()
    {
        var rig = await ImportRig.StartAsync();
        await rig.DropAsync("nobody/people.csv", File);
        var sweep = new QuarantineSweep(new ImportFiles(rig.Files, new Photos(rig.Files)), rig.Retentions, rig.Time);
        rig.Time.Advance(TimeSpan.FromDays(89));
        await sweep.RunAsync(default);
        Assert.Equal(2, rig.Files.Paths.Count());
        rig.Time.Advance(TimeSpan.FromDays(2));
        await sweep.RunAsync(default);
        Assert.Empty(rig.Files.Paths);
    }

    private static Task<DateTimeOffset?> LookAsync(ImportRig rig) => rig.Housekeeping.RunAsync(Imports, DateTimeOffset.MaxValue, default);

    private static string[] Left(ImportRig rig, ImportRecord import) =>
        [.. rig.Files.Paths.Where(path => path.Contains(import.Id, StringComparison.Ordinal)).Select(path => path.Split('/')[^1])];
}
