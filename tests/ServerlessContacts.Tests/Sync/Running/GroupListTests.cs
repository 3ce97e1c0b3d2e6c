using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>Lists of groups that lack some: folders and groups, which items name by ids, and categories, which are names.</summary>
public sealed class GroupListTests
{
    private const int Groups = 12;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_whose_list_lacks_everything_twice_waits_and_takes_nothing_away(bool areCategories)
    {
        var rig = await ConnectedAsync(areCategories);
        var empty = 2;
        rig.Provider.Next = call => call == "groups" && empty-- > 0 ? CallFault.Empty : CallFault.None;
        await rig.EditAsync((await rig.BookAsync())[0].Id.Unique, contact => contact with { Nickname = "edited" });
        rig.Provider.Calls.Clear();
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Equal(3, rig.Provider.Calls.Count(call => call == "groups"));
        Assert.Equal(Groups, (await rig.StandingAsync()).AvailableGroups.Count);
        Assert.All(await rig.BookAsync(), contact => Assert.Equal(Groups, contact.Record.Contact.Labels.Count));
        Assert.All(rig.Provider.People, person => Assert.Equal(Groups, person.Contact.Labels.Count));
    }

    [Fact]
    public async Task A_few_groups_that_are_gone_are_asked_for_once_more_and_then_believed()
    {
        var rig = await ConnectedAsync(areCategories: false);
        rig.Provider.Groups.RemoveRange(0, 2);
        rig.Provider.Calls.Clear();
        await rig.SyncAsync();
        Assert.Equal(2, rig.Provider.Calls.Count(call => call == "groups"));
        Assert.Equal(Groups - 2, (await rig.StandingAsync()).AvailableGroups.Count);
        rig.Provider.Calls.Clear();
        await rig.SyncAsync();
        Assert.Equal(1, rig.Provider.Calls.Count(call => call == "groups"));
    }

    [Fact]
    public async Task Many_groups_that_are_gone_are_believed_when_a_later_list_lacks_them_too()
    {
        var rig = await ConnectedAsync(areCategories: false);
        rig.Provider.Groups.RemoveRange(0, 6);
        rig.Provider.Calls.Clear();
        var begun = rig.Time.GetUtcNow();
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Equal(4, rig.Provider.Calls.Count(call => call == "groups"));
        Assert.InRange(rig.Time.GetUtcNow() - begun, rig.Provider.Traits.Lag, TimeSpan.FromHours(1));
        Assert.Equal(Groups - 6, (await rig.StandingAsync()).AvailableGroups.Count);
    }

    private static async Task<SyncRig> ConnectedAsync(bool areCategories)
    {
        var rig = await SyncRig.StartAsync();
        rig.Provider.Traits = rig.Provider.Traits with { Lag = TimeSpan.FromMinutes(5) };
        for (var number = 0; number < Groups; number++)
        {
            if (areCategories)
            {
                rig.Provider.AddCategory($"Group {number}");
            }
            else
            {
                rig.Provider.Groups.Add(new ProviderGroup($"g{number}", $"Group {number}"));
            }
        }

        rig.Provider.Add(Someone.Aiko with { Labels = [.. Enumerable.Range(0, Groups).Select(number => $"Group {number}")] });
        await rig.SyncAsync();
        Assert.Equal(Groups, Assert.Single(await rig.BookAsync()).Record.Contact.Labels.Count);
        return rig;
    }
}
