using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Providers;
using static ServerlessContacts.Tests.Providers.Google.GoogleRig;

namespace ServerlessContacts.Tests.Providers.Google;

/// <summary>Google's groups as labels.</summary>
public sealed class GoogleLabelTests : IAsyncLifetime
{
    private GoogleRig rig = null!;

    public async Task InitializeAsync() => rig = await StartAsync();

    public async Task DisposeAsync()
    {
        Assert.Empty(rig.Simulator.Violations);
        await rig.DisposeAsync();
    }

    [Fact]
    public async Task The_account_is_known_by_its_address() => Assert.Equal("aiko@example.jp", await rig.Contacts.IdentityAsync(default));

    [Fact]
    public async Task Groups_to_choose_are_the_users_own_and_two_of_googles()
    {
        var vendors = rig.Book.AddGroup("Vendors");
        Assert.Equal(
            [new ProviderGroup(vendors, "Vendors"), new ProviderGroup("contactGroups/myContacts", "My Contacts") { IsLabel = false }, new ProviderGroup("contactGroups/starred", "Starred") { IsLabel = false }],
            await rig.Contacts.GroupsAsync(default));
    }

    [Fact]
    public async Task More_groups_than_fit_on_a_page_are_all_read()
    {
        for (var number = 0; number < 1100; number++)
        {
            rig.Book.AddGroup($"Group {number}");
        }

        Assert.Equal(1102, (await rig.Contacts.GroupsAsync(default)).Count);
    }

    [Fact]
    public async Task A_label_with_the_name_of_one_of_googles_groups_is_shown_where_the_user_has_such_a_group()
    {
        var family = rig.Book.AddGroup("Family");
        rig.Book.Add(Json($$$"""{"memberships":[{"contactGroupMembership":{"contactGroupResourceName":"{{{family}}}"}}]}"""));
        var item = Assert.Single((await rig.Contacts.PageAsync(null, default)).Items);
        Assert.Equal(["Family"], rig.Contacts.View(item).Labels);
    }

    [Fact]
    public async Task Labels_become_groups_which_are_made_where_they_lack()
    {
        var vendors = rig.Book.AddGroup("Vendors");
        var item = await rig.Contacts.CreateAsync(new Contact { Labels = ["vendors", "Family friends", "Starred", "friends"] }, "k", default);
        var made = rig.Book.Groups.Single(group => group.Name == "Family friends").ResourceName;
        Assert.Equal(["Family friends", "Starred", "Vendors"], rig.Contacts.View(item).Labels);
        Assert.Equal(new[] { made, "contactGroups/starred", vendors, "contactGroups/myContacts" }, item.Groups);
        Assert.Equal(["Family friends", "Starred", "Vendors"], rig.Contacts.Fit(new Contact { Labels = ["vendors", "Family friends", "Starred", "friends"] }).Labels);
    }

    [Fact]
    public async Task A_contact_without_labels_stays_in_my_contacts()
    {
        var group = rig.Book.AddGroup("Vendors");
        var name = rig.Book.Add(Json($$$"""{"memberships":[{"contactGroupMembership":{"contactGroupResourceName":"{{{group}}}"}}]}"""));
        var item = (await rig.Contacts.FindAsync(name, default))!;
        item = await rig.Contacts.UpdateAsync(item, new Contact(), default);
        Assert.Equal(["contactGroups/myContacts"], item.Groups);
    }

    [Fact]
    public async Task Memberships_that_are_no_labels_stay()
    {
        var name = rig.Book.Add(Json("""{"memberships":[{"contactGroupMembership":{"contactGroupResourceName":"contactGroups/friends"}}]}"""));
        var item = (await rig.Contacts.FindAsync(name, default))!;
        item = await rig.Contacts.UpdateAsync(item, new Contact { Labels = ["Starred"] }, default);
        Assert.Equal(["contactGroups/friends", "contactGroups/starred"], item.Groups);
    }

    [Fact]
    public async Task A_group_that_somebody_else_made_in_the_meantime_is_found()
    {
        await rig.Contacts.GroupsAsync(default);
        var vendors = rig.Book.AddGroup("Vendors");
        var item = await rig.Contacts.CreateAsync(new Contact { Labels = ["Vendors"] }, "k", default);
        Assert.Equal([vendors, "contactGroups/myContacts"], item.Groups);
    }

    [Fact]
    public async Task A_group_that_is_newer_than_the_names_is_asked_for()
    {
        await rig.Contacts.GroupsAsync(default);
        var vendors = rig.Book.AddGroup("Vendors");
        rig.Book.Add(Json($$$"""{"memberships":[{"contactGroupMembership":{"contactGroupResourceName":"{{{vendors}}}"}}]}"""));
        var item = Assert.Single((await rig.Contacts.PageAsync(null, default)).Items);
        Assert.Equal(["Vendors"], rig.Contacts.View(item).Labels);
    }

    [Fact]
    public async Task Labels_of_unknown_groups_are_not_guessed_to_be_gone()
    {
        var vendors = rig.Book.AddGroup("Vendors");
        rig.Book.Add(Json($$$"""{"memberships":[{"contactGroupMembership":{"contactGroupResourceName":"{{{vendors}}}"}}]}"""));
        var item = Assert.Single((await rig.Contacts.PageAsync(null, default)).Items);
        var another = rig.Open((_, _) => Task.FromResult(rig.Token));
        Assert.Throws<InvalidOperationException>(() => another.View(item));
        await another.GroupsAsync(default);
        Assert.Equal(["Vendors"], another.View(item).Labels);
    }
}
