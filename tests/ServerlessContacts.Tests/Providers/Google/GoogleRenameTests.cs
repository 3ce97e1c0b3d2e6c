using ServerlessContacts.Sync.Running;
using ServerlessContacts.Tests.Sync.Running;

namespace ServerlessContacts.Tests.Providers.Google;

public sealed class GoogleRenameTests : IAsyncLifetime
{
    private const int Members = 8;

    private GoogleRig google = null!;
    private SyncRig rig = null!;
    private string friends = "";

    public async Task InitializeAsync()
    {
        google = await GoogleRig.StartAsync();
        rig = await SyncRig.StartAsync(time: google.Time, other: () => (google.Provider, google.Open((_, _) => Task.FromResult(google.Token))));
        friends = google.Book.AddGroup("Close friends");
        for (var number = 0; number < Members; number++)
        {
            google.Book.Add(GoogleRig.Json($$$"""
                {"names":[{"givenName":"Person","familyName":"Number{{{number}}}"}],"emailAddresses":[{"value":"p{{{number}}}@example.jp"}],
                 "memberships":[{"contactGroupMembership":{"contactGroupResourceName":"{{{friends}}}"}},{"contactGroupMembership":{"contactGroupResourceName":"contactGroups/myContacts"}}]}
                """));
        }

        await rig.SyncAsync();
        Assert.Equal(["Close friends"], await LabelsAsync());
    }

    public async Task DisposeAsync() => await google.DisposeAsync();

    [Fact]
    public async Task A_group_that_is_renamed_there_is_renamed_here()
    {
        google.Book.RenameGroup(friends, "Pals");
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Equal(["Pals"], await LabelsAsync());
        await EditOneAsync();
        await rig.SyncAsync();
        Assert.Equal(["Pals"], UserGroups());
        Assert.Empty(google.Simulator.Violations);
    }

    [Fact]
    public async Task A_label_that_is_renamed_here_renames_the_group_there()
    {
        await rig.RelabelAsync("Close friends", "Pals");
        await EditOneAsync();
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Equal(["Pals"], UserGroups());
        Assert.Equal(friends, google.Book.Groups.Single(group => group.Name == "Pals").ResourceName);
        Assert.Single(google.Simulator.Requests, request => request.Contains("updateContact", StringComparison.Ordinal));
        Assert.Empty(google.Simulator.Violations);
    }

    /// <summary>One group gives its name up, another takes it, and a person is in both.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_name_that_one_group_gives_up_and_another_takes_stays_with_the_groups_members(bool isTakenByTheFirst)
    {
        var work = google.Book.AddGroup("Work");
        AddToBoth(work);
        await rig.SyncAsync();
        google.Book.RenameGroup(isTakenByTheFirst ? work : friends, "Circle");
        google.Book.RenameGroup(isTakenByTheFirst ? friends : work, isTakenByTheFirst ? "Work" : "Close friends");
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        string[] expected = isTakenByTheFirst ? ["Circle", "Work"] : ["Circle", "Close friends"];
        var contact = (await rig.BookAsync()).Single(contact => contact.Record.Contact.Name.Given == "Bo");
        Assert.Equal(expected, contact.Record.Contact.Labels.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(google.Simulator.Requests, request => request.Contains("updateContact", StringComparison.Ordinal));
        Assert.Equal(isTakenByTheFirst ? "Work" : "Circle", (await rig.BookAsync()).Where(other => other.Id != contact.Id).SelectMany(other => other.Record.Contact.Labels).Distinct().Single());
    }

    /// <summary>Two groups take each other's names, on either side; a person is in both.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Groups_that_take_each_others_names_keep_their_members(bool isThere)
    {
        var work = google.Book.AddGroup("Work");
        AddToBoth(work);
        await rig.SyncAsync();
        if (isThere)
        {
            google.Book.RenameGroup(friends, "On its way");
            google.Book.RenameGroup(work, "Close friends");
            google.Book.RenameGroup(friends, "Work");
        }
        else
        {
            await rig.RelabelAsync("Close friends", "On its way");
            await rig.RelabelAsync("Work", "Close friends");
            await rig.RelabelAsync("On its way", "Work");
        }

        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        var contact = (await rig.BookAsync()).Single(contact => contact.Record.Contact.Name.Given == "Bo");
        Assert.Equal(["Close friends", "Work"], contact.Record.Contact.Labels.Order(StringComparer.Ordinal));
        var others = (await rig.BookAsync()).Where(other => other.Id != contact.Id);
        Assert.All(others, other => Assert.Equal(["Work"], other.Record.Contact.Labels));
        Assert.Equal("Work", google.Book.Groups.Single(group => group.ResourceName == friends).Name);
        Assert.Equal(["Close friends", "Work"], UserGroups().Order(StringComparer.Ordinal));
        Assert.DoesNotContain(google.Simulator.Requests, request => request.Contains("updateContact", StringComparison.Ordinal));
        Assert.Empty(google.Simulator.Violations);
    }

    [Fact]
    public async Task A_name_that_Google_keeps_for_itself_makes_no_second_group_and_no_run_fail()
    {
        await rig.RelabelAsync("Close friends", "Family");
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Equal(RunStatus.Done, (await rig.SyncAsync()).Status);
        Assert.Equal(["Close friends"], UserGroups());
        Assert.Equal(["Family"], await LabelsAsync());
    }

    private void AddToBoth(string work) => google.Book.Add(GoogleRig.Json($$$"""
        {"names":[{"givenName":"Bo","familyName":"Both"}],"emailAddresses":[{"value":"both@example.jp"}],
         "memberships":[{"contactGroupMembership":{"contactGroupResourceName":"{{{friends}}}"}},
                        {"contactGroupMembership":{"contactGroupResourceName":"{{{work}}}"}},
                        {"contactGroupMembership":{"contactGroupResourceName":"contactGroups/myContacts"}}]}
        """));

    private async Task EditOneAsync() =>
        await rig.EditAsync((await rig.BookAsync())[0].Id.Unique, contact => contact with { Nickname = "edited" });

    private IEnumerable<string> UserGroups() => google.Book.Groups.Where(group => !group.IsSystem).Select(group => group.Name);

    private async Task<IEnumerable<string>> LabelsAsync() =>
        (await rig.BookAsync()).SelectMany(contact => contact.Record.Contact.Labels).Distinct(StringComparer.Ordinal);
}
