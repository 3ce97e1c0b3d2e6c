using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>What the owner decided to skip stays, whatever listing, round of changes or delete policy meets it afterwards, until the side that is left is edited or the other comes back.</summary>
public sealed class SkipTests
{
    private const int Everybody = 12;
    private const int Deleted = 7;

    public static TheoryData<Side, DeletePolicy, bool> Cases
    {
        get
        {
            var cases = new TheoryData<Side, DeletePolicy, bool>();
            foreach (var gone in Enum.GetValues<Side>())
            {
                foreach (var policy in Enum.GetValues<DeletePolicy>())
                {
                    cases.Add(gone, policy, true);
                    cases.Add(gone, policy, false);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task What_was_skipped_is_neither_asked_again_nor_carried_out_later(Side gone, DeletePolicy later, bool listsDeletions)
    {
        var rig = await SkippedAsync(gone, listsDeletions);
        await AssertKeptAsync(rig, gone);

        // Every kind of listing: all of it, changes, and all again because the cursor is lost or a week has passed; with the brake loosened and whatever policy.
        await rig.ChangeAsync(settings => settings with { Brake = new Brake(1, 1000), ChosenDeletePolicy = later });
        await AssertKeptAsync(rig, gone);
        rig.Provider.Next = CallFaults.Once("page", CallFault.Expired);
        await AssertKeptAsync(rig, gone);
        rig.Time.Advance(TimeSpan.FromDays(7));
        await AssertKeptAsync(rig, gone);
        Assert.Empty(await rig.ReviewsAsync());
    }

    [Fact]
    public async Task A_round_of_changes_that_tells_of_the_deletion_once_more_changes_nothing()
    {
        var rig = await SkippedAsync(Side.There, listsDeletions: false);
        await rig.SyncAsync();
        foreach (var link in (await rig.LinksAsync()).Where(link => link.State == LinkState.Kept))
        {
            rig.Provider.TellGone(link.Item!.Id);
        }

        await AssertKeptAsync(rig, Side.There);
    }

    [Fact]
    public async Task An_edit_of_the_side_that_is_left_brings_the_other_back()
    {
        var here = await SkippedAsync(Side.There, listsDeletions: true);
        var kept = (await here.LinksAsync()).First(link => link.State == LinkState.Kept).Contact;
        await here.EditAsync(kept, contact => contact with { Nickname = "edited" });
        await here.SyncAsync();
        Assert.Equal(Everybody - Deleted + 1, here.Provider.People.Count);
        Assert.Contains(here.Provider.People, person => person.Contact.Nickname == "edited");

        var there = await SkippedAsync(Side.Here, listsDeletions: true);
        await there.SyncAsync();
        var item = (await there.LinksAsync()).First(link => link.State == LinkState.Kept).Item!.Id;
        there.Provider.Edit(item, contact => contact with { Nickname = "edited" });
        await there.SyncAsync();
        Assert.Equal(Everybody - Deleted + 1, (await there.BookAsync()).Count);
    }

    [Fact]
    public async Task Contacts_that_left_the_chosen_groups_stay_linked_to_nothing_when_that_was_skipped_and_go_on_when_the_item_comes_back()
    {
        var rig = await SyncRig.StartAsync(new ConnectionSettings { Groups = ["g1"] });
        rig.Provider.Groups.Add(new ProviderGroup("g1", "Work"));
        var people = Enumerable.Range(0, Everybody).Select(number => rig.Provider.Add(Person(number) with { Labels = ["Work"] })).ToList();
        await rig.SyncAsync();
        people.Take(Deleted).ToList().ForEach(person => rig.Provider.Edit(person, contact => contact with { Labels = [] }));
        Assert.Equal(RunStatus.Paused, (await rig.SyncAsync()).Status);
        Assert.Equal(RunStatus.Done, (await rig.ResumeAsync(Decision.Skip)).Status);

        await rig.ChangeAsync(settings => settings with { Brake = new Brake(1, 1000) });
        foreach (var _ in Enumerable.Range(0, 3))
        {
            Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
            Assert.Equal(Deleted, (await rig.LinksAsync()).Count(link => link.State == LinkState.Kept));
        }

        rig.Provider.Edit(people[0], contact => contact with { Labels = ["Work"], Nickname = "back" });
        await rig.SyncAsync();
        Assert.Contains(await rig.BookAsync(), contact => contact.Record.Contact.Nickname == "back");
        Assert.Equal(Everybody, (await rig.BookAsync()).Count);
    }

    /// <summary>Twelve on both sides, seven of them deleted on one, and that skipped.</summary>
    private static async Task<SyncRig> SkippedAsync(Side gone, bool listsDeletions)
    {
        var rig = await SyncRig.StartAsync();
        rig.Provider.ListsDeletions = listsDeletions;
        for (var number = 0; number < Everybody; number++)
        {
            rig.Provider.Add(Person(number));
        }

        await rig.SyncAsync();
        foreach (var link in (await rig.LinksAsync()).Take(Deleted))
        {
            await (gone == Side.There ? Task.Run(() => rig.Provider.Remove(link.Item!.Id)) : rig.RemoveAsync(link.Contact));
        }

        Assert.Equal(RunStatus.Paused, (await rig.SyncAsync()).Status);
        Assert.Equal(RunStatus.Done, (await rig.ResumeAsync(Decision.Skip)).Status);
        return rig;
    }

    private static async Task AssertKeptAsync(SyncRig rig, Side gone)
    {
        var writes = rig.Provider.Writes;
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Equal(gone == Side.There ? (Everybody, Everybody - Deleted) : (Everybody - Deleted, Everybody), ((await rig.BookAsync()).Count, rig.Provider.People.Count));
        Assert.Equal(Deleted, (await rig.LinksAsync()).Count(link => link.State == LinkState.Kept && link.Tombstone!.Side == gone));
        Assert.Equal(writes, rig.Provider.Writes);
    }

    private static Contact Person(int number) => SyncRig.Clean(new Contact
    {
        Name = new ContactName { Given = "Person", Family = $"Number{number}" },
        Emails = [new Email { Address = $"p{number}@example.jp" }],
    });
}
