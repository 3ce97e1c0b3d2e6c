using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>A run that was stopped while it wrote knows what it has written, and looks at what is there now before it writes on.</summary>
public sealed class InterruptedPushTests
{
    private const int People = 5;

    [Theory]
    [InlineData(CallFault.Throttled)]
    [InlineData(CallFault.LostBefore)]
    [InlineData(CallFault.Crash)]
    public async Task What_is_edited_there_while_a_run_waits_is_not_overwritten(CallFault fault)
    {
        var (rig, ids) = await EditedAsync();
        // Whatever the provider does about entity tags: nobody may rely on them.
        rig.Provider.IgnoresTags = true;
        var updates = 0;
        rig.Provider.Next = call =>
        {
            if (call != "update" || ++updates != 3)
            {
                return CallFault.None;
            }

            // What was written so far is edited there, and so is the one that is being refused.
            ids.ForEach(id => rig.Provider.Edit(id, contact => contact with { Role = contact.Role == "HERE" ? "THEIRS" : contact.Role }));
            return fault;
        };
        await RunAsync(rig);
        rig.Time.Advance(TimeSpan.FromMinutes(10));
        await RunAsync(rig);

        Assert.Equal(2, rig.Provider.People.Count(person => person.Contact.Role == "THEIRS"));
        Assert.Equal(People - 2, rig.Provider.People.Count(person => person.Contact.Role == "HERE"));
        Assert.Equal(
            rig.Provider.People.Select(person => person.Contact.Role!).Order(),
            (await rig.BookAsync()).Select(contact => contact.Record.Contact.Role!.ToUpperInvariant()).Order());
    }

    [Theory]
    [InlineData(CallFault.Throttled)]
    [InlineData(CallFault.LostBefore)]
    public async Task What_was_written_is_not_sent_again(CallFault fault)
    {
        var (rig, _) = await EditedAsync();
        var updates = 0;
        rig.Provider.Next = call => call == "update" && ++updates == 3 ? fault : CallFault.None;
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Equal(People + 1, updates);
    }

    [Fact]
    public async Task What_was_written_is_known_where_the_sign_in_ended()
    {
        var (rig, _) = await EditedAsync();
        var updates = 0;
        rig.Provider.Next = call => call == "update" && ++updates == 3 ? CallFault.SignIn : CallFault.None;
        Assert.Equal(RunStatus.Failed, (await rig.SyncAsync()).Status);
        Assert.Equal(2, (await rig.LinksAsync()).Count(link => rig.Provider.View(link.Item!).Role == "HERE"));
    }

    [Fact]
    public async Task A_run_that_goes_on_after_a_wait_asks_for_changes_before_it_writes()
    {
        var (rig, _) = await EditedAsync();
        var updates = 0;
        rig.Provider.Next = call => call == "update" && ++updates == 3 ? CallFault.Throttled : CallFault.None;
        rig.Provider.Calls.Clear();
        await RunAsync(rig);
        Assert.Equal(
            ["groups", "page", "update", "update", "update", "groups", "page", "update", "update", "update"],
            rig.Provider.Calls.Where(call => call != "find" && call != "photo"));
    }

    [Fact]
    public async Task A_run_whose_time_was_up_goes_on_without_asking_again()
    {
        var rig = await SyncRig.StartAsync(budget: TimeSpan.FromSeconds(90));
        rig.Provider.PageSize = 1000;
        for (var person = 0; person < 120; person++)
        {
            await rig.AddAsync(Person(person));
        }

        rig.Provider.Next = call =>
        {
            rig.Time.Advance(TimeSpan.FromSeconds(call == "create" ? 1 : 0));
            return CallFault.None;
        };
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Equal(120, rig.Provider.People.Count);
        Assert.Equal(120, rig.Provider.Calls.Count(call => call == "create"));
    }

    /// <summary>The loop shows in what the provider says, so it is told before anything is written, and what was written before is kept.</summary>
    [Fact]
    public async Task A_suspected_loop_forgets_no_write()
    {
        var (rig, ids) = await EditedAsync();
        foreach (var turn in Enumerable.Range(0, 8))
        {
            rig.Provider.Edit(ids[^1], contact => contact with { Nickname = turn % 2 == 0 ? "B" : "A" });
            if ((await rig.SyncAsync()).Status == RunStatus.Paused)
            {
                break;
            }

            foreach (var contact in (await rig.BookAsync()).Where(contact => contact.Record.Contact.Name.Family != $"Number{People - 1}"))
            {
                await rig.EditAsync(contact.Id.Unique, before => before with { Role = $"turn {turn}" });
            }
        }

        Assert.Equal(ServerlessContacts.Sync.Connections.ConnectionStatus.Paused, (await rig.StandingAsync()).Status);
        var items = rig.Provider.People.ToDictionary(person => person.Id, person => person.Contact.Role, StringComparer.Ordinal);
        Assert.All(await rig.LinksAsync(), link => Assert.Equal(items[link.Item!.Id], rig.Provider.View(link.Item!).Role));
    }

    private static async Task<(SyncRig Rig, List<string> Ids)> EditedAsync()
    {
        var rig = await SyncRig.StartAsync();
        rig.Provider.PageSize = 1000;
        var ids = Enumerable.Range(0, People).Select(person => rig.Provider.Add(Person(person))).ToList();
        await rig.SyncAsync();
        foreach (var contact in await rig.BookAsync())
        {
            await rig.EditAsync(contact.Id.Unique, before => before with { Role = "here" });
        }

        return (rig, ids);
    }

    private static async Task RunAsync(SyncRig rig)
    {
        try
        {
            await rig.SyncAsync();
        }
        catch (CrashException)
        {
            rig.Restart();
        }
    }

    private static Contact Person(int number) => SyncRig.Clean(new Contact
    {
        Name = new ContactName { Given = "Person", Family = $"Number{number}" },
        Emails = [new Email { Address = $"p{number}@example.jp" }],
    });
}
