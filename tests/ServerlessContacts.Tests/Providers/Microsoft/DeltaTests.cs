using ServerlessContacts.Simulators.Microsoft;
using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Tests.Simulators.Microsoft;

namespace ServerlessContacts.Tests.Providers.Microsoft;

public sealed class DeltaTests : IAsyncLifetime
{
    private AccountRig rig = null!;

    public async Task InitializeAsync() => rig = await AccountRig.StartAsync();

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Fact]
    public async Task An_empty_mailbox_has_one_page_without_items_and_what_comes_later_is_seen()
    {
        var (items, delta) = await rig.RunAsync();
        Assert.Empty(items);

        var id = Add("Anna");
        (items, delta) = await rig.RunAsync(delta);
        Assert.Equal([id], items.Select(item => item.Id));
        Assert.Empty((await rig.RunAsync(delta)).Items);
    }

    [Fact]
    public async Task Everything_is_listed_in_pages_with_the_names_of_folders_as_labels()
    {
        var clients = rig.Mailbox.AddFolder("Clients");
        var inner = rig.Mailbox.AddFolder("Inner", clients);
        List<string> ids = [.. Enumerable.Range(0, 450).Select(number => Add($"Person {number}")), Add("In clients", clients), Add("Inside", inner)];

        var (items, _) = await rig.RunAsync();
        Assert.Equal(ids.Order(StringComparer.Ordinal), items.Select(item => item.Id).Order(StringComparer.Ordinal));
        Assert.Equal(["Inner"], rig.Account.View(items.Single(item => item.Id == ids[^1])).Labels);
        Assert.Empty(rig.Account.View(items.Single(item => item.Id == ids[0])).Labels);
        Assert.Contains(clients, items.Single(item => item.Id == ids[^2]).Groups);
        Assert.Equal(5, rig.Graph.Calls.Count(call => call.Path.Contains("delta", StringComparison.Ordinal)));
        Assert.Empty(rig.Graph.Violations);
    }

    [Fact]
    public async Task Changes_name_what_was_made_edited_and_deleted()
    {
        var (edited, deleted) = (Add("Edited"), Add("Deleted"));
        Add("Untouched");
        var (_, delta) = await rig.RunAsync();

        var made = Add("Made");
        rig.Mailbox.Edit(edited, GraphRig.Json("""{"nickName":"E"}"""));
        rig.Mailbox.Delete(deleted);
        var (items, next) = await rig.RunAsync(delta);

        Assert.Equal(new[] { (edited, false), (made, false), (deleted, true) }.Order(), items.Select(item => (item.Id, item.IsDeleted)).Order());
        Assert.Equal("E", rig.Account.View(items.Single(item => item.Id == edited)).Nickname);
        Assert.Empty((await rig.RunAsync(next)).Items);
    }

    [Fact]
    public async Task A_move_is_a_deletion_in_one_folder_and_the_same_id_in_the_other()
    {
        var clients = rig.Mailbox.AddFolder("Clients");
        var id = Add("Anna");
        var (_, delta) = await rig.RunAsync();

        rig.Mailbox.Move(id, clients);
        var (items, next) = await rig.RunAsync(delta);
        Assert.Equal([(id, true), (id, false)], items.Select(item => (item.Id, item.IsDeleted)));

        rig.Mailbox.Move(id, rig.Mailbox.DefaultFolder);
        Assert.Equal([(id, false), (id, true)], (await rig.RunAsync(next)).Items.Select(item => (item.Id, item.IsDeleted)));
    }

    [Fact]
    public async Task A_new_folder_is_listed_whole_and_a_folder_that_is_gone_ends_the_cursor()
    {
        Add("Anna");
        var (_, delta) = await rig.RunAsync();
        var clients = rig.Mailbox.AddFolder("Clients");
        var id = Add("Client", clients);
        (var items, delta) = await rig.RunAsync(delta);
        Assert.Equal([id], items.Select(item => item.Id));

        rig.Mailbox.RemoveFolder(clients);
        var failure = await rig.FailureAsync(account => account.PageAsync(delta, CancellationToken.None));
        Assert.Equal(ProviderFault.CursorExpired, failure.Fault);
    }

    [Fact]
    public async Task A_folder_that_goes_while_it_is_read_ends_the_cursor()
    {
        Add("Anna");
        var clients = rig.Mailbox.AddFolder("Clients");
        var page = await rig.Account.PageAsync(null, CancellationToken.None);
        rig.Mailbox.RemoveFolder(clients);
        Assert.Equal(ProviderFault.CursorExpired, (await rig.FailureAsync(account => account.PageAsync(page.Next, CancellationToken.None))).Fault);
    }

    [Fact]
    public async Task A_token_that_the_service_forgot_ends_the_cursor()
    {
        Add("Anna");
        var (_, delta) = await rig.RunAsync();
        rig.Graph.ForgetDeltaTokens();
        Assert.Equal(ProviderFault.CursorExpired, (await rig.FailureAsync(account => account.PageAsync(delta, CancellationToken.None))).Fault);
        Assert.Single((await rig.RunAsync()).Items);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("{}")]
    [InlineData("null")]
    public async Task A_cursor_of_another_version_is_like_a_forgotten_one(string cursor) =>
        Assert.Equal(ProviderFault.CursorExpired, (await rig.FailureAsync(account => account.PageAsync(cursor, CancellationToken.None))).Fault);

    [Theory]
    [InlineData(GraphFault.EmptyPage)]
    [InlineData(GraphFault.Replay)]
    [InlineData(GraphFault.EarlyRemoval)]
    public async Task Odd_pages_lose_nothing(GraphFault fault)
    {
        var ids = Enumerable.Range(0, 250).Select(number => Add($"Person {number}")).ToList();
        rig.Graph.Faults.Order(fault);
        var (items, _) = await rig.RunAsync();
        Assert.Empty(ids.Except(items.Where(item => !item.IsDeleted).Select(item => item.Id), StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_change_that_comes_in_part_is_read_whole()
    {
        var id = Add("Anna");
        rig.Mailbox.Edit(id, GraphRig.Json("""{"companyName":"Contoso"}"""));
        var (_, delta) = await rig.RunAsync();
        rig.Mailbox.Edit(id, GraphRig.Json("""{"nickName":"A"}"""));
        rig.Graph.Faults.Order(GraphFault.PartialItem);
        var item = Assert.Single((await rig.RunAsync(delta)).Items);
        Assert.Equal("Contoso", rig.Account.View(item).Organization?.Name);
    }

    private string Add(string name, string? folder = null) => rig.Mailbox.Add(GraphRig.Json($$"""{"displayName":"{{name}}"}"""), folder);
}
