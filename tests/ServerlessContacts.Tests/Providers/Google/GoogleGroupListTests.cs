using System.Text.Json.Nodes;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Tests.Sync.Running;

namespace ServerlessContacts.Tests.Providers.Google;

/// <summary>Google says for once that there are no groups. Labels are the names of groups; nobody loses one by that.</summary>
public sealed class GoogleGroupListTests : IAsyncLifetime
{
    private const int Members = 4;

    private GoogleRig google = null!;
    private SyncRig rig = null!;
    private string friends = "";

    public async Task InitializeAsync()
    {
        google = await GoogleRig.StartAsync();
        friends = google.Book.AddGroup("Close friends");
        var settings = new ConnectionSettings { Groups = [friends] };
        rig = await SyncRig.StartAsync(settings, time: google.Time, other: () => (google.Provider, google.Open((_, _) => Task.FromResult(google.Token))));
        for (var number = 0; number < Members; number++)
        {
            google.Book.Add(GoogleRig.Json($$$"""
                {"names":[{"givenName":"Person","familyName":"Number{{{number}}}"}],"emailAddresses":[{"value":"p{{{number}}}@example.jp"}],
                 "memberships":[{"contactGroupMembership":{"contactGroupResourceName":"{{{friends}}}"}}]}
                """));
        }

        await rig.SyncAsync();
        Assert.Equal(Members, (await rig.BookAsync()).Count);
    }

    public async Task DisposeAsync() => await google.DisposeAsync();

    /// <summary>Each list is asked for twice where groups are missing: one, two, or three answers are wrong.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Nobody_loses_a_label_and_no_group_is_made_twice(int emptyLists)
    {
        await EditAsync();
        var there = google.Book.People[0]["resourceName"]!.GetValue<string>();
        google.Time.Advance(TimeSpan.FromSeconds(1));
        google.Book.Edit(there, person => person["nicknames"] = new JsonArray(GoogleRig.Json("""{"value":"Theirs"}""")));
        await rig.AddAsync(Someone.Person("New Person", "new@example.jp"));
        google.Simulator.EmptyGroupLists = emptyLists;
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);

        Assert.Equal(Members, (await rig.BookAsync()).Count(contact => contact.Record.Contact.Labels.SequenceEqual(["Close friends"]) && contact.Record.Contact.Name.Given == "Person"));
        Assert.Equal(Members + 1, google.Book.People.Count(IsFriend));
        Assert.Single(google.Book.Groups, group => group.Name == "Close friends");
        Assert.Contains((await rig.StandingAsync()).AvailableGroups, group => group.Id == friends);
        Assert.Contains(google.Book.People, person => person["nicknames"]?[0]?["value"]?.ToString() == "Ours");
        Assert.Empty(google.Simulator.Violations);
    }

    [Fact]
    public async Task A_list_that_stays_empty_is_believed_in_the_end_and_the_run_goes_on()
    {
        google.Simulator.EmptyGroupLists = int.MaxValue;
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        var before = google.Simulator.Requests.Count;
        await rig.SyncAsync();
        // What is known to be gone is not asked for twice by each run.
        Assert.InRange(google.Simulator.Requests.Skip(before)
            .Count(request => request.Contains("contactGroups", StringComparison.Ordinal)), 1, 2);
    }

    private bool IsFriend(JsonObject person) => person["memberships"]!.ToJsonString().Contains(friends, StringComparison.Ordinal);

    private async Task EditAsync()
    {
        foreach (var contact in (await rig.BookAsync()).Skip(1))
        {
            await rig.EditAsync(contact.Id.Unique, before => before with { Nickname = "Ours" });
        }
    }
}
