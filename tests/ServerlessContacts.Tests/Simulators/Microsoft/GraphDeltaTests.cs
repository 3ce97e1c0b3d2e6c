using System.Text.Json.Nodes;
using ServerlessContacts.Simulators.Microsoft;

namespace ServerlessContacts.Tests.Simulators.Microsoft;

public sealed class GraphDeltaTests : IAsyncLifetime
{
    private GraphRig rig = null!;

    private string First => $"me/contactFolders/{rig.Mailbox.DefaultFolder}/contacts/delta";

    public async Task InitializeAsync() => rig = await GraphRig.StartAsync();

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Fact]
    public async Task Who_stops_at_an_empty_page_misses_everything()
    {
        rig.Mailbox.Add([]);
        rig.Graph.Faults.Order(GraphFault.EmptyPage);
        var (_, page) = await rig.GetAsync(First);
        Assert.Empty(page["value"]!.AsArray());
        var (_, next) = await rig.GetAsync(Link(page, "next"));
        Assert.Single(next["value"]!.AsArray());
    }

    [Fact]
    public async Task Who_counts_items_counts_some_twice_and_some_that_are_gone()
    {
        for (var number = 0; number < 15; number++)
        {
            rig.Mailbox.Add([]);
        }

        rig.Graph.Faults.Order(GraphFault.Replay);
        rig.Graph.Faults.Order(GraphFault.EarlyRemoval);
        var (_, page) = await rig.GetAsync(First);
        var (_, next) = await rig.GetAsync(Link(page, "next"));
        var items = page["value"]!.AsArray().Concat(next["value"]!.AsArray()).ToList();
        Assert.Equal((17, 16, 1), (items.Count, items.Select(Id).Distinct().Count(), items.Count(item => item!["@removed"] is not null)));
    }

    [Fact]
    public async Task Who_waits_for_a_token_to_live_for_ever_is_told_that_it_is_gone()
    {
        rig.Mailbox.Add([]);
        var (_, page) = await rig.GetAsync(First);
        rig.Graph.Faults.Order(GraphFault.TokenExpired);
        var (status, body) = await rig.GetAsync(Link(page, "delta"));
        Assert.Equal((410, "SyncStateNotFound"), (status, body["error"]!["code"]!.GetValue<string>()));
        Assert.Equal(200, (await rig.GetAsync(Link(page, "delta"))).Status);
        rig.Graph.ForgetDeltaTokens();
        Assert.Equal(410, (await rig.GetAsync(Link(page, "delta"))).Status);
    }

    [Fact]
    public async Task Who_reads_one_folder_takes_a_move_for_a_deletion()
    {
        var id = rig.Mailbox.Add([]);
        var clients = rig.Mailbox.AddFolder("Clients");
        var (_, home) = await rig.GetAsync(First);
        var (_, other) = await rig.GetAsync($"me/contactFolders/{clients}/contacts/delta");
        rig.Mailbox.Move(id, clients);

        var left = Assert.Single((await rig.GetAsync(Link(home, "delta"))).Body["value"]!.AsArray());
        Assert.Equal((id, "deleted"), (Id(left), left!["@removed"]!["reason"]!.GetValue<string>()));
        var arrived = Assert.Single((await rig.GetAsync(Link(other, "delta"))).Body["value"]!.AsArray());
        Assert.Equal((id, null), (Id(arrived), arrived!["@removed"]));
    }

    [Fact]
    public async Task A_page_is_as_large_as_was_preferred()
    {
        for (var number = 0; number < 12; number++)
        {
            rig.Mailbox.Add([]);
        }

        Assert.Equal(10, (await rig.GetAsync(First)).Body["value"]!.AsArray().Count);
        rig.Careful.DefaultRequestHeaders.Add("Prefer", "odata.maxpagesize=12");
        var (_, page) = await rig.GetAsync(First);
        Assert.Equal(12, page["value"]!.AsArray().Count);
        Assert.StartsWith(rig.BaseUrl.ToString(), Link(page, "delta"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$filter=x")]
    [InlineData("$top=5")]
    [InlineData("$expand=photo")]
    public async Task Only_a_selection_may_be_asked_for(string option) => Assert.Equal(400, (await rig.GetAsync($"{First}?{option}")).Status);

    [Fact]
    public async Task A_selection_holds_for_the_whole_round()
    {
        var id = rig.Mailbox.Add(GraphRig.Json("""{"displayName":"Anna","jobTitle":"Boss"}"""));
        var (_, page) = await rig.GetAsync($"{First}?$select=displayName");
        Assert.Null(page["value"]![0]!["jobTitle"]);
        rig.Mailbox.Edit(id, GraphRig.Json("""{"displayName":"Ann"}"""));
        var (_, changes) = await rig.GetAsync(Link(page, "delta"));
        Assert.Equal(("Ann", null), (changes["value"]![0]!["displayName"]!.GetValue<string>(), changes["value"]![0]!["jobTitle"]));
    }

    [Fact]
    public async Task A_stale_round_loses_nothing_in_the_end()
    {
        var time = new ManualTime();
        await using var slow = await GraphRig.StartAsync(time);
        var first = $"me/contactFolders/{slow.Mailbox.DefaultFolder}/contacts/delta";
        var old = slow.Mailbox.Add([]);
        time.Advance(TimeSpan.FromMinutes(1));
        var fresh = slow.Mailbox.Add([]);
        slow.Mailbox.Edit(old, GraphRig.Json("""{"nickName":"edited"}"""));

        slow.Graph.Faults.Order(GraphFault.StaleListing);
        var (_, page) = await slow.GetAsync(first);
        Assert.Null(Assert.Single(page["value"]!.AsArray())!["nickName"]);
        var (_, changes) = await slow.GetAsync(Link(page, "delta"));
        Assert.Equal(new[] { old, fresh }.Order(), changes["value"]!.AsArray().Select(Id).Order());
    }

    private static string Link(JsonObject page, string kind) => page[$"@odata.{kind}Link"]!.GetValue<string>();

    private static string Id(JsonNode? item) => item!["id"]!.GetValue<string>();
}
