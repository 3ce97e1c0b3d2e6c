using ServerlessContacts.Simulators.Microsoft;

namespace ServerlessContacts.Tests.Simulators.Microsoft;

/// <summary>What the service makes of clients that expect too much.</summary>
public sealed class GraphContactsTests : IAsyncLifetime
{
    private GraphRig rig = null!;

    public async Task InitializeAsync() => rig = await GraphRig.StartAsync();

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Theory]
    [InlineData("businessPhones", """["1","2","3"]""", "The multi value property BusinessPhones has 3 entries, that exceeds the max allowed value of 2")]
    [InlineData("homePhones", """["1","2","3"]""", "The multi value property HomePhones has 3 entries, that exceeds the max allowed value of 2")]
    [InlineData("emailAddresses", """[{"address":"1"},{"address":"2"},{"address":"3"},{"address":"4"}]""",
        "The multi value property EmailAddresses has 4 entries, that exceeds the max allowed value of 3")]
    public async Task Who_writes_too_many_values_is_refused(string property, string values, string text)
    {
        var (status, body) = await PostAsync($$"""{"{{property}}":{{values}}}""");
        Assert.Equal((400, text), (status, body["error"]!["message"]!.GetValue<string>()));
        Assert.Equal(1, rig.Graph.Violations[GraphViolation.TooManyValues]);

        var id = rig.Mailbox.Add([]);
        Assert.Equal(400, (await rig.SendAsync(rig.Careful, HttpMethod.Patch, $"me/contacts/{id}", $$"""{"{{property}}":{{values}}}""")).Status);
        Assert.Single(rig.Mailbox.All);
    }

    [Theory]
    [InlineData("""{"mobilePhone":["1"]}""")]
    [InlineData("""{"businessPhones":"1"}""")]
    [InlineData("""{"birthday":"1980-04-09"}""")]
    [InlineData("""{"homeAddress":"1 Rue A"}""")]
    [InlineData("[]")]
    public async Task Who_mistakes_the_shape_of_a_property_is_refused(string body) => Assert.Equal(400, (await PostAsync(body)).Status);

    [Fact]
    public async Task Who_reads_one_page_misses_the_rest()
    {
        for (var number = 0; number < 25; number++)
        {
            rig.Mailbox.Add(GraphRig.Json($$"""{"displayName":"{{number}}"}"""));
        }

        var (_, page) = await rig.GetAsync("me/contacts");
        Assert.Equal(10, page["value"]!.AsArray().Count);
        var (_, next) = await rig.GetAsync(page["@odata.nextLink"]!.GetValue<string>());
        Assert.Equal(10, next["value"]!.AsArray().Count);
        var (_, whole) = await rig.GetAsync("me/contacts?$top=1000");
        Assert.Equal((25, null), (whole["value"]!.AsArray().Count, whole["@odata.nextLink"]));
        Assert.Equal(400, (await rig.GetAsync("me/contacts?$top=1001")).Status);
    }

    [Fact]
    public async Task Who_looks_for_the_default_folder_in_the_list_does_not_find_it()
    {
        var clients = rig.Mailbox.AddFolder("Clients");
        rig.Mailbox.AddFolder("Inner", clients);
        rig.Mailbox.Add(GraphRig.Json("""{"displayName":"Anna"}"""));
        rig.Mailbox.Add(GraphRig.Json("""{"displayName":"Client"}"""), clients);

        var (_, folders) = await rig.GetAsync("me/contactFolders");
        Assert.Equal(["Clients"], Names(folders));
        Assert.Equal(["Inner"], Names((await rig.GetAsync($"me/contactFolders/{clients}/childFolders")).Body));
        var (_, contacts) = await rig.GetAsync("me/contacts");
        Assert.Equal(["Anna"], Names(contacts));
        Assert.Equal(rig.Mailbox.DefaultFolder, contacts["value"]![0]!["parentFolderId"]!.GetValue<string>());
        Assert.Equal(["Client"], Names((await rig.GetAsync($"me/contactFolders/{clients}/contacts")).Body));
    }

    [Fact]
    public async Task Who_keeps_mutable_ids_loses_the_contact_when_it_is_moved()
    {
        var immutable = rig.Mailbox.Add(GraphRig.Json("""{"displayName":"Anna"}"""));
        var (_, page) = await rig.GetAsync("me/contacts", rig.Naive);
        var mutable = page["value"]![0]!["id"]!.GetValue<string>();
        Assert.NotEqual(immutable, mutable);
        Assert.Equal(200, (await rig.GetAsync($"me/contacts/{mutable}", rig.Naive)).Status);

        rig.Mailbox.Move(immutable, rig.Mailbox.AddFolder("Clients"));
        Assert.Equal(404, (await rig.GetAsync($"me/contacts/{mutable}", rig.Naive)).Status);
        Assert.Equal(200, (await rig.GetAsync($"me/contacts/{immutable}")).Status);
        Assert.Equal(3, rig.Graph.Violations[GraphViolation.MutableIds]);
        Assert.Equal(404, (await rig.GetAsync($"me/contacts/{immutable.ToUpperInvariant()}")).Status);
    }

    [Fact]
    public async Task Who_changes_a_name_without_its_display_name_gets_another_one()
    {
        var id = rig.Mailbox.Add(GraphRig.Json("""{"displayName":"The boss","givenName":"Anna","surname":"Berg"}"""));
        var (_, saved) = await rig.SendAsync(rig.Careful, HttpMethod.Patch, $"me/contacts/{id}", """{"surname":"Lind"}""");
        Assert.Equal("Anna Lind", saved["displayName"]!.GetValue<string>());
        (_, saved) = await rig.SendAsync(rig.Careful, HttpMethod.Patch, $"me/contacts/{id}", """{"surname":"Berg","displayName":"The boss"}""");
        Assert.Equal("The boss", saved["displayName"]!.GetValue<string>());
        (_, saved) = await rig.SendAsync(rig.Careful, HttpMethod.Patch, $"me/contacts/{id}", """{"jobTitle":"CEO"}""");
        Assert.Equal(("The boss", "CEO"), (saved["displayName"]!.GetValue<string>(), saved["jobTitle"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Who_overwrites_what_somebody_else_saved_is_told()
    {
        var id = rig.Mailbox.Add(GraphRig.Json("""{"displayName":"Anna"}"""));
        var (_, read) = await rig.GetAsync($"me/contacts/{id}");
        var etag = read["@odata.etag"]!.GetValue<string>();
        rig.Mailbox.Edit(id, GraphRig.Json("""{"nickName":"A"}"""));

        var (status, body) = await rig.SendAsync(rig.Careful, HttpMethod.Patch, $"me/contacts/{id}", """{"jobTitle":"CEO"}""", etag);
        Assert.Equal((412, "ErrorIrresolvableConflict"), (status, body["error"]!["code"]!.GetValue<string>()));
        (_, read) = await rig.GetAsync($"me/contacts/{id}");
        Assert.NotEqual(etag, read["@odata.etag"]!.GetValue<string>());
        Assert.Equal(200, (await rig.SendAsync(rig.Careful, HttpMethod.Patch, $"me/contacts/{id}", """{"jobTitle":"CEO"}""", read["@odata.etag"]!.GetValue<string>())).Status);
    }

    [Fact]
    public async Task Who_does_not_say_what_it_overwrites_is_counted()
    {
        var id = rig.Mailbox.Add(GraphRig.Json("""{"displayName":"Anna"}"""));
        Assert.Equal(200, (await rig.SendAsync(rig.Careful, HttpMethod.Patch, $"me/contacts/{id}", """{"jobTitle":"CEO"}""")).Status);
        Assert.Equal(1, rig.Graph.Violations[GraphViolation.MissingETag]);
    }

    [Fact]
    public async Task Who_has_no_good_token_is_not_let_in()
    {
        using var stranger = new HttpClient();
        Assert.Equal(401, (await rig.GetAsync("me", stranger)).Status);
        rig.Accounts.EndTokens(rig.Anna);
        Assert.Equal((401, "InvalidAuthenticationToken"), await CodeAsync("me"));
    }

    [Fact]
    public async Task An_extended_property_is_shown_only_to_who_expands_it_and_can_be_searched()
    {
        const string id = "String {7c0a4f52-9d2e-4b0c-8a56-2f1de3b7c914} Name Key";
        await PostAsync($$"""{"nickName":"A","singleValueExtendedProperties":[{"id":"{{id}}","value":"k'1"}]}""");
        await PostAsync($$"""{"nickName":"B","singleValueExtendedProperties":[{"id":"{{id}}","value":"k2"}]}""");

        var filter = Uri.EscapeDataString($"singleValueExtendedProperties/any(ep: ep/id eq '{id}' and ep/value eq 'k''1')");
        var (_, found) = await rig.GetAsync($"me/contacts?$filter={filter}");
        Assert.Equal("A", Assert.Single(found["value"]!.AsArray())!["nickName"]!.GetValue<string>());
        Assert.Null(found["value"]![0]!["singleValueExtendedProperties"]);
        var expand = Uri.EscapeDataString($"singleValueExtendedProperties($filter=id eq '{id}')");
        (_, found) = await rig.GetAsync($"me/contacts?$filter={filter}&$expand={expand}");
        Assert.Equal("k'1", found["value"]![0]!["singleValueExtendedProperties"]![0]!["value"]!.GetValue<string>());
        Assert.Equal(400, (await rig.GetAsync("me/contacts?$filter=nickName")).Status);
    }

    [Fact]
    public async Task A_picture_can_be_put_and_read_and_is_no_save()
    {
        var id = rig.Mailbox.Add([]);
        Assert.Equal(404, (await rig.GetAsync($"me/contacts/{id}/photo/$value")).Status);
        var key = rig.Mailbox.All[id]["changeKey"]!.GetValue<string>();
        using var picture = new ByteArrayContent([1, 2, 3]) { Headers = { { "Content-Type", "image/png" } } };
        (await rig.Careful.PutAsync($"{rig.BaseUrl}/me/contacts/{id}/photo/$value", picture)).EnsureSuccessStatusCode();
        Assert.Equal([1, 2, 3], await rig.Careful.GetByteArrayAsync($"{rig.BaseUrl}/me/contacts/{id}/photo/$value"));
        Assert.Equal(key, rig.Mailbox.All[id]["changeKey"]!.GetValue<string>());
    }

    [Fact]
    public async Task Who_trusts_every_listing_sees_the_past()
    {
        var time = new ManualTime();
        await using var slow = await GraphRig.StartAsync(time);
        slow.Mailbox.Add(GraphRig.Json("""{"displayName":"Old"}"""));
        time.Advance(TimeSpan.FromMinutes(1));
        slow.Mailbox.Add(GraphRig.Json("""{"displayName":"New"}"""));

        slow.Graph.Faults.Order(GraphFault.StaleListing);
        Assert.Equal(["Old"], Names((await slow.GetAsync("me/contacts")).Body));
        Assert.Equal(["Old", "New"], Names((await slow.GetAsync("me/contacts")).Body));
    }

    private static IEnumerable<string> Names(System.Text.Json.Nodes.JsonObject page) => page["value"]!.AsArray().Select(item => item!["displayName"]!.GetValue<string>());

    private Task<(int Status, System.Text.Json.Nodes.JsonObject Body)> PostAsync(string json) => rig.SendAsync(rig.Careful, HttpMethod.Post, "me/contacts", json);

    private async Task<(int Status, string Code)> CodeAsync(string path)
    {
        var (status, body) = await rig.GetAsync(path);
        return (status, body["error"]!["code"]!.GetValue<string>());
    }
}
