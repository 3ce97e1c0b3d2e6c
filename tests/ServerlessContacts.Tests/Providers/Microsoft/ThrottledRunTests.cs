using ServerlessContacts.Contacts;
using ServerlessContacts.Simulators.Microsoft;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Tests.Simulators.Microsoft;
using ServerlessContacts.Tests.Sync.Running;

namespace ServerlessContacts.Tests.Providers.Microsoft;

/// <summary>Whole runs against a Microsoft Graph that takes every write, whichever entity tag it comes with.</summary>
public sealed class ThrottledRunTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private AccountRig account = null!;
    private SyncRig rig = null!;

    public async Task InitializeAsync()
    {
        account = await AccountRig.StartAsync(time: time);
        account.Graph.Faults.IgnoresIfMatch = true;
        rig = await SyncRig.StartAsync(time: time, other: () => (account.Provider, account.Provider.Open(account.TokenAsync)));
    }

    public async Task DisposeAsync() => await account.DisposeAsync();

    [Fact]
    public async Task Titles_that_were_edited_there_during_a_wait_are_not_overwritten_and_no_write_is_sent_twice()
    {
        var ids = await EditedAsync(5);
        var patches = 0;
        account.Graph.Arriving = call =>
        {
            if (call.Method == "PATCH" && ++patches == 3)
            {
                account.Graph.Faults.Order(GraphFault.Throttled);
                time.Advance(TimeSpan.FromSeconds(1));
                ids.Where(id => Title(id) == "Ours").ToList().ForEach(id => account.Mailbox.Edit(id, GraphRig.Json("""{"jobTitle":"Newer"}""")));
            }
        };
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        await rig.SyncAsync();

        Assert.Equal(["Newer", "Newer", "Ours", "Ours", "Ours"], ids.Select(Title).Order(StringComparer.Ordinal));
        Assert.Equal(["Newer", "Newer", "Ours", "Ours", "Ours"], (await rig.BookAsync()).Select(contact => contact.Record.Contact.Organization!.Title!).Order(StringComparer.Ordinal));
        Assert.Equal(6, patches);
        Assert.Empty(account.Graph.Violations);
    }

    [Fact]
    public async Task A_title_that_is_edited_there_after_the_listing_is_a_conflict_and_kept_for_review()
    {
        var ids = await EditedAsync(3);
        var pages = 0;
        account.Graph.Arriving = call =>
        {
            // After the last page was read, before the first write.
            if (!call.Path.Contains("delta", StringComparison.Ordinal) && call.Path.Contains(ids[1], StringComparison.Ordinal) && pages++ == 0)
            {
                time.Advance(TimeSpan.FromSeconds(1));
                account.Mailbox.Edit(ids[1], GraphRig.Json("""{"jobTitle":"Newer"}"""));
            }
        };
        await rig.SyncAsync();
        Assert.Equal(["Ours", "Newer", "Ours"], ids.Select(Title));
        var review = Assert.Single(await rig.ReviewsAsync());
        Assert.Equal(("organization.title", "Ours", "Newer"), (review.Field, review.Ours, review.Theirs));
    }

    [Fact]
    public async Task A_value_that_is_edited_there_in_the_moment_of_the_write_comes_here()
    {
        var ids = await EditedAsync(1);
        account.Graph.Arriving = call =>
        {
            if (call.Method == "PATCH")
            {
                account.Mailbox.Edit(ids[0], GraphRig.Json("""{"nickName":"Nick"}"""));
            }
        };
        await rig.SyncAsync();
        account.Graph.Arriving = _ => { };
        await rig.SyncAsync();
        var here = Assert.Single(await rig.BookAsync()).Record.Contact;
        Assert.Equal(("Ours", "Nick"), (here.Organization!.Title, here.Nickname));
        Assert.Equal(("Ours", "Nick"), (Title(ids[0]), account.Mailbox.All[ids[0]]["nickName"]!.GetValue<string>()));
    }

    private string? Title(string id) => account.Mailbox.All[id]["jobTitle"]?.GetValue<string>();

    /// <summary>People on both sides, each with another title here by now.</summary>
    private async Task<List<string>> EditedAsync(int people)
    {
        var ids = Enumerable.Range(0, people)
            .Select(number => account.Mailbox.Add(GraphRig.Json($$"""{"givenName":"Person","surname":"Number{{number}}","emailAddresses":[{"address":"p{{number}}@example.jp"}]}"""))).ToList();
        await rig.SyncAsync();
        foreach (var contact in await rig.BookAsync())
        {
            await rig.EditAsync(contact.Id.Unique, before => before with { Organization = new Organization { Title = "Ours" } });
        }

        return ids;
    }
}
