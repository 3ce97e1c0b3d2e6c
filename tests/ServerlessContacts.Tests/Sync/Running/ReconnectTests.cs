using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Tests.Erasure;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>An account that is connected again after its connection ended: nobody is doubled, and nobody who was erased comes back.</summary>
public sealed class ReconnectTests
{
    [Theory]
    [InlineData(RemainingContacts.Keep, 5)]
    [InlineData(RemainingContacts.Remove, 5)]
    public async Task Contacts_with_neither_address_nor_number_are_linked_again(RemainingContacts contacts, int people)
    {
        var rig = await StartAsync();
        await rig.EndAsync(contacts);
        Assert.Equal(contacts == RemainingContacts.Keep ? 5 : 2, (await rig.BookAsync()).Count);
        await rig.ConnectAsync();
        await rig.SyncAsync();
        Assert.Equal((people, people), ((await rig.BookAsync()).Count, rig.Provider.People.Count));
        await rig.AssertQuietAsync();

        // They are linked: what is edited on either side goes to the other, and once more after another end.
        await rig.EditAsync((await rig.BookAsync())[0].Id.Unique, contact => contact with { Nickname = "edited" });
        await rig.SyncAsync();
        Assert.Contains(rig.Provider.People, person => person.Contact.Nickname == "edited");
        await rig.EndAsync(contacts);
        await rig.ConnectAsync();
        await rig.SyncAsync();
        Assert.Equal((people, people), ((await rig.BookAsync()).Count, rig.Provider.People.Count));
    }

    [Fact]
    public async Task What_was_edited_on_both_sides_in_between_is_merged()
    {
        var rig = await StartAsync();
        await rig.EndAsync(RemainingContacts.Keep);
        var item = rig.Provider.People[0];
        rig.Provider.Edit(item.Id, contact => contact with { Birthday = "1990-04-09" });
        var here = (await rig.BookAsync()).Single(contact => contact.Record.Contact.Name.Full == item.Contact.Name.Full);
        await rig.EditAsync(here.Id.Unique, contact => contact with { Nickname = "here" });
        await rig.ConnectAsync();
        await rig.SyncAsync();
        var there = rig.Provider.People.Single(person => person.Id == item.Id).Contact;
        Assert.Equal(("1990-04-09", "here"), (there.Birthday, there.Nickname));
        Assert.Equal(5, (await rig.BookAsync()).Count);
    }

    [Fact]
    public async Task Another_account_of_the_provider_is_nobodys_successor()
    {
        var rig = await StartAsync();
        await rig.EndAsync(RemainingContacts.Keep);
        await rig.ConnectAsync("subject-2");
        await rig.SyncAsync();
        Assert.Equal(10, (await rig.BookAsync()).Count);
    }

    [Theory]
    [InlineData(RemainingContacts.Keep, true)]
    [InlineData(RemainingContacts.Keep, false)]
    [InlineData(RemainingContacts.Remove, true)]
    [InlineData(RemainingContacts.Remove, false)]
    public async Task Who_was_erased_does_not_come_back_whatever_listing_shows_the_item(RemainingContacts contacts, bool isErasedAfterwards)
    {
        var rig = await StartAsync();
        var erased = (await rig.BookAsync()).Where(contact => contact.Record.Contact.Name.Full is "There0" or "Here0").ToList();
        var items = rig.Provider.People.Where(person => person.Contact.Name.Full is "There0" or "Here0").Select(person => person.Id).ToList();
        if (!isErasedAfterwards)
        {
            await EraseAsync(rig, erased.Select(contact => contact.Id));
        }

        await rig.EndAsync(contacts);
        if (isErasedAfterwards)
        {
            // What was taken along with the connection is nobody's to erase any more.
            erased = [.. erased.Where(contact => contacts == RemainingContacts.Keep || contact.Record.Contact.Name.Full == "Here0")];
            await EraseAsync(rig, erased.Select(contact => contact.Id));
        }

        await rig.ConnectAsync();
        await rig.SyncAsync();
        await AssertAwayAsync(rig, erased.Count);
        items.ForEach(item => rig.Provider.Edit(item, contact => contact with { Nickname = "again" }));
        await rig.SyncAsync();
        await AssertAwayAsync(rig, erased.Count);
        var expired = 0;
        rig.Provider.Next = call => call == "page" && expired++ == 0 ? CallFault.Expired : CallFault.None;
        await rig.SyncAsync();
        rig.Provider.Next = _ => CallFault.None;
        await AssertAwayAsync(rig, erased.Count);

        // And once more, long after all else is forgotten: the marks go along from connection to connection.
        await rig.EndAsync(contacts);
        rig.Time.Advance(TimeSpan.FromDays(400));
        await KeepHouseAsync(rig);
        await rig.ConnectAsync();
        await rig.SyncAsync();
        Assert.Empty((await rig.BookAsync()).Select(contact => contact.Record.Contact.Name.Full).Intersect(erased.Select(contact => contact.Record.Contact.Name.Full), StringComparer.Ordinal));
        Assert.Contains(await rig.BookAsync(), contact => contact.Record.Contact.Name.Full == "There1");
    }

    [Fact]
    public async Task What_is_known_of_an_account_is_forgotten_with_the_log_but_for_marks()
    {
        var rig = await StartAsync();
        await EraseAsync(rig, [(await rig.BookAsync())[0].Id]);
        await rig.EndAsync(RemainingContacts.Keep);
        var rows = await PastAsync(rig);
        rig.Time.Advance(TimeSpan.FromDays(80));
        Assert.InRange(
            (await KeepHouseAsync(rig))!.Value, rig.Time.GetUtcNow() + TimeSpan.FromDays(9), rig.Time.GetUtcNow() + TimeSpan.FromDays(10));
        Assert.Equal(rows, await PastAsync(rig));
        rig.Time.Advance(TimeSpan.FromDays(11));
        Assert.Equal(DateTimeOffset.MaxValue, await KeepHouseAsync(rig));
        var left = await PastAsync(rig);
        Assert.InRange(left.Count, 2, rows.Count - 4);
        Assert.All(left.Where(key => key.Count(character => character == '~') == 3), key => Assert.True(LinkJson.Read<PastItem>(rig.Table.Dump().Single(row => row.Row.RowKey == key).Row.Data).IsErased));
    }

    [Fact]
    public async Task A_new_connection_of_the_account_waits_until_the_old_one_has_ended()
    {
        var rig = await StartAsync();
        var old = (await rig.Connections.FindAsync(rig.Current, default))!;
        var edit = ConnectionStore.Change(old, old.Connection with { Deleting = RemainingContacts.Keep });
        await rig.Journal.CommitAsync(SyncRig.Key.Partition, ServerlessContacts.Store.Log.Operation.New("member:anna"), [edit], default);
        await rig.ConnectAsync();
        var run = await rig.AskAsync();
        await rig.SendAsync(SyncRig.Key.Message(), TimeSpan.Zero, default);
        await rig.DrainAsync();
        Assert.Equal(RunStatus.Done, (await rig.Runs.FindAsync(rig.Current, run, default))!.Status);
        Assert.Equal(5, (await rig.BookAsync()).Count);
    }

    /// <summary>At each write of the end of a connection, in turn.</summary>
    [Fact]
    public async Task The_end_of_a_connection_survives_the_end_of_the_process_at_each_write()
    {
        for (var at = 1; ; at++)
        {
            var rig = await StartAsync();
            await EraseAsync(rig, (await rig.BookAsync()).Where(contact => contact.Record.Contact.Name.Full == "There0").Select(contact => contact.Id));
            var writes = 0;
            rig.Restart(new FaultyTable(rig.Table, () => ++writes == at ? Fault.Crash : Fault.None));
            try
            {
                await rig.EndAsync(RemainingContacts.Keep);
            }
            catch (CrashException)
            {
                rig.Restart();
                rig.Time.Advance(TimeSpan.FromMinutes(2));
                await rig.EndAsync(RemainingContacts.Keep);
            }

            rig.Restart();
            await rig.ConnectAsync();
            await rig.SyncAsync();
            Assert.Equal((4, 5), ((await rig.BookAsync()).Count, rig.Provider.People.Count));
            if (writes < at)
            {
                Assert.InRange(at, 4, 50);
                return;
            }
        }
    }

    /// <summary>Three who were first there and two who were first here, by their names alone.</summary>
    private static async Task<SyncRig> StartAsync()
    {
        var rig = await SyncRig.StartAsync(new ConnectionSettings { Brake = new Brake(1, 1000) });
        foreach (var number in Enumerable.Range(0, 3))
        {
            rig.Provider.Add(Named($"There{number}"));
        }

        await rig.AddAsync(Named("Here0"));
        await rig.AddAsync(Named("Here1"));
        await rig.SyncAsync();
        await rig.SyncAsync();
        return rig;
    }

    private static async Task AssertAwayAsync(SyncRig rig, int erased)
    {
        Assert.Equal(5 - erased, (await rig.BookAsync()).Count);
        Assert.Equal(5, rig.Provider.People.Count);
    }

    private static async Task EraseAsync(SyncRig rig, IEnumerable<ContactId> contacts)
    {
        var erasures = new ErasureRig(rig.Table, rig.Time);
        await erasures.RequestAsync(SyncRig.Demo, false, [.. contacts.Select(contact => contact.ToString())]);
        await erasures.RunAsync();
    }

    private static Task<DateTimeOffset?> KeepHouseAsync(SyncRig rig) =>
        new PastItemHousekeeping(rig.Table, new ExpiredRows(rig.Table, rig.Time), new Retentions(), rig.Time)
            .RunAsync(SyncRig.Key.Partition, DateTimeOffset.MaxValue, default);

    private static async Task<List<string>> PastAsync(SyncRig rig) =>
        await rig.Table.RangeAsync(SyncRig.Key.Partition.Key, PastItem.Kind.First, PastItem.Kind.After, default).Select(row => row.RowKey)
            .ToListAsync();

    private static Contact Named(string name) => SyncRig.Clean(new Contact { Name = new ContactName { Full = name } });
}
