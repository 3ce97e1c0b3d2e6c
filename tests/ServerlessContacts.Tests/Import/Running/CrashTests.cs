using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Import;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Import.Running;

/// <summary>An import of creates, updates, unchanged, deleted, duplicate and broken rows, ended at every write there is, to the table or to a blob.</summary>
public sealed class CrashTests
{
    private static readonly ImportSettings Small = new() { RowsPerChunk = 4, ChunksInFlight = 3, CheckpointInterval = TimeSpan.Zero };

    private static readonly string Before = "name,email,title\n" + string.Concat(Enumerable.Range(0, 8).Select(i => $"Known Number{i},k{i}@example.com,Old\n"));

    private static readonly string File = "name,email,title,action\n" + string.Concat(Enumerable.Range(0, 12).Select(i =>
        $"New Number{i},n{i}@example.com,Title,\n"
        + (i < 3 ? $"Known Number{i},k{i}@example.com,New,\n" : "")
        + (i is >= 3 and < 6 ? $"Known Number{i},k{i}@example.com,Old,\n" : "")
        + (i == 6 ? "Known Number6,k6@example.com,,delete\n" : "")
        + (i % 4 == 3 ? $",n{i},,\nN. Number{i},n{i}@example.com,Again,\nKnown Number{i - 3},k{i - 3}@example.com,Again,\n" : "")));

    /// <summary>Of each four new ones the last is followed by a row that is broken, one for itself again, and one for a known contact again, of which the last was unknown.</summary>
    private static readonly ImportCounts Expected = new() { Total = 28, Created = 13, Updated = 3, Unchanged = 3, Deleted = 1, Rejected = 8 };

    private static readonly (string Line, string Code)[] ExpectedRejected =
    [
        ("10", "email-no-at"), ("11", "duplicate-row"), ("12", "duplicate-row"), ("20", "email-no-at"), ("21", "duplicate-row"), ("22", "duplicate-row"),
        ("27", "email-no-at"), ("28", "duplicate-row"),
    ];

    [Fact]
    public async Task Undisturbed_the_outcome_is_this()
    {
        var rig = await KnownAsync();
        await rig.DropAsync("demo/people.csv", File);
        await rig.RunAsync();
        await CheckAsync(rig);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_import_that_dies_at_any_write_goes_on_without_loss_duplicate_or_miscount(bool takesEffect)
    {
        var writes = 1;
        for (var isOver = false; !isOver; writes++)
        {
            var rig = await KnownAsync();
            await rig.DropAsync("demo/people.csv", File);
            isOver = !await rig.DiesAsync(writes, takesEffect, rig.RunAsync);
            await rig.RunAsync();
            await CheckAsync(rig);
        }

        Assert.InRange(writes, 20, 200);
    }

    [Fact]
    public async Task An_import_that_dies_again_and_again_still_comes_to_its_end()
    {
        var rig = await KnownAsync();
        await rig.DropAsync("demo/people.csv", File);
        for (var life = 0; await rig.DiesAsync(4 + (life % 5), life % 2 == 0, rig.RunAsync);)
        {
            Assert.True(++life < 100);
        }

        await CheckAsync(rig);
    }

    [Theory]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    public async Task Answers_that_are_lost_change_nothing(Fault fault)
    {
        for (var every = 2; every <= 5; every++)
        {
            var rig = await KnownAsync();
            await rig.DropAsync("demo/people.csv", File);
            rig.Restart(new LosingTable(rig.Table, every, fault));
            await rig.RunAsync();
            await CheckAsync(rig);
        }
    }

    [Fact]
    public async Task An_import_that_fails_at_one_place_for_ever_is_given_up()
    {
        var rig = await KnownAsync();
        await rig.DropAsync("demo/people.csv", File);
        for (var i = 0; i < rig.Settings.MostAttempts; i++)
        {
            Assert.True(await rig.DiesAsync(3, takesEffect: false, rig.RunAsync));
        }

        rig.Restart();
        await rig.RunAsync();
        Assert.Equal((ImportStatus.Failed, "import-stuck"), ((await rig.NewestAsync()).Status, (await rig.NewestAsync()).Problem!.Code));
    }

    private static async Task<ImportRig> KnownAsync()
    {
        var rig = await ImportRig.StartAsync(Small);
        await rig.DropAsync("demo/before.csv", Before);
        await rig.RunAsync();
        rig.Time.Advance(TimeSpan.FromMilliseconds(5));
        return rig;
    }

    private static async Task CheckAsync(ImportRig rig)
    {
        var import = await rig.NewestAsync();
        Assert.Equal((ImportStatus.Done, Expected), (import.Status, import.Rows));
        var contacts = await rig.ContactsAsync();
        Assert.Equal(
            [.. Enumerable.Range(0, 12).Select(i => $"n{i}@example.com"), .. Enumerable.Range(0, 9).Where(i => i != 6).Select(i => $"k{i}@example.com")],
            contacts.Select(contact => contact.Record.Contact.Emails[0].Address).OrderByDescending(email => email[0]).ThenBy(email => email.Length).ThenBy(email => email, StringComparer.Ordinal));
        Assert.Equal(3, contacts.Count(contact => contact.Record.Contact.Organization!.Title == "New"));
        Assert.Equal(ExpectedRejected, rig.Rejected().Select(row => (row.Line, row.Code)));
        for (var shard = 0; shard < TenantRecord.FirstShards; shard++)
        {
            var changes = await new Journal(rig.Table, rig.Time).ChangesAsync(Partition.Shared(ImportRig.Demo, shard), 0, default).ToListAsync();
            Assert.Equal(Enumerable.Range(1, changes.Count).Select(n => (long)n), changes.Select(change => change.Sequence));
        }
    }
}
