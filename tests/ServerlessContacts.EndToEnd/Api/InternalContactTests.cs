using System.Net;
using System.Text.Json.Nodes;

namespace ServerlessContacts.EndToEnd.Api;

public sealed class InternalContactTests(ApiFixture fixture) : ApiTest(fixture)
{
    [Theory]
    [InlineData("""{ "full": "Taro Yamada" }""")]
    [InlineData("""{ "given": "Taro" }""")]
    [InlineData("""{ "family": "Yamada" }""")]
    [InlineData("""{ "given": "Taro", "family": " " }""")]
    public async Task It_needs_both_names(string name)
    {
        var contact = Json($$"""{ "scope": "shared", "internal": true, "name": {{name}} }""");
        Assert.Equal("internal-name-required", (await Tenant.Manager.PostAsync("contacts", contact)).Problem(400, "invalid", "name").Text("code"));
    }

    [Fact]
    public async Task It_may_have_no_address() => await CreateAsync(Tenant.Manager, Internal("Taro"));

    [Fact]
    public async Task Only_a_shared_contact_is_internal()
    {
        var contact = Internal("Taro", "taro@x.example");
        contact["scope"] = "personal";
        Assert.False((await CreateAsync(Tenant.Anna, contact)).ContainsKey("internal"));
        await CreateAsync(Tenant.Manager, Internal("Jiro", "taro@x.example"));
    }

    [Fact]
    public async Task Of_eight_at_once_with_one_address_exactly_one_is_made()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            Tenant.Manager.PostAsync("contacts", Internal($"Taro{i}", $"own{i}@x.example", i % 2 == 0 ? "taro@x.example" : "Taro@X.EXAMPLE"))));
        var winner = Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.All(answers.Where(answer => answer != winner), answer => answer.Problem(409, "email-taken", "emails[1].address"));
        Assert.Equal(1, (await GetAsync(Tenant.Anna, "contacts?scope=shared")).Number("total"));
    }

    [Fact]
    public async Task It_cannot_take_an_administrators_address_nor_gain_anothers()
    {
        await GetAsync(Tenant.Administrator, "tenant");
        var administrators = $"Admin@{Tenant.Id}.example";
        (await Tenant.Manager.PostAsync("contacts", Internal("Taro", administrators))).Problem(409, "email-taken", "emails[0].address");
        await CreateAsync(Tenant.Manager, Internal("Taro", "taro@x.example"));
        var other = await CreateAsync(Tenant.Manager, Internal("Jiro", "jiro@x.example"));
        foreach (var taken in new[] { administrators, "taro@x.example" })
        {
            (await Tenant.Anna.PatchAsync(Path(other), Emails(taken), other.Text("etag"))).Problem(409, "email-taken", "emails[0].address");
        }

        Assert.Equal(other.ToJsonString(), (await GetAsync(Tenant.Anna, Path(other))).ToJsonString());
    }

    [Fact]
    public async Task A_refused_contact_holds_none_of_its_addresses()
    {
        await CreateAsync(Tenant.Manager, Internal("Taro", "taro@x.example"));
        (await Tenant.Manager.PostAsync("contacts", Internal("Jiro", "jiro@x.example", "taro@x.example"))).Problem(409, "email-taken", "emails[1].address");
        var jiro = await CreateAsync(Tenant.Manager, Internal("Jiro", "jiro@x.example"));
        (await Tenant.Anna.PatchAsync(Path(jiro), Emails("jiro@x.example", "taro@x.example"), jiro.Text("etag"))).Problem(409, "email-taken");
        (await Tenant.Manager.PostAsync("contacts", Internal("Saburo", "jiro@x.example"))).Problem(409, "email-taken");
    }

    [Fact]
    public async Task A_contact_that_becomes_internal_needs_an_address_of_its_own()
    {
        await CreateAsync(Tenant.Manager, Internal("Taro", "taro@x.example"));
        var external = await ShareAsync(Person("Jiro", "Yamada", "taro@x.example"));
        (await Tenant.Manager.PatchAsync(Path(external), Json("""{ "internal": true }"""), "*")).Problem(409, "email-taken");
    }

    [Fact]
    public async Task An_address_is_free_again_after_an_edit_that_drops_it()
    {
        var first = await CreateAsync(Tenant.Manager, Internal("Taro", "taro@x.example", "yamada@x.example"));
        (await Tenant.Anna.PatchAsync(Path(first), Emails("yamada@x.example"), first.Text("etag"))).Is(HttpStatusCode.OK);
        await CreateAsync(Tenant.Manager, Internal("Jiro", "taro@x.example"));
        (await Tenant.Manager.PostAsync("contacts", Internal("Saburo", "yamada@x.example"))).Problem(409, "email-taken");
    }

    [Fact]
    public async Task An_address_is_free_again_after_a_deletion_and_a_restored_contact_must_find_it_free()
    {
        var first = await CreateAsync(Tenant.Manager, Internal("Taro", "taro@x.example"));
        (await Tenant.Manager.DeleteAsync(Path(first), first.Text("etag"))).Is(HttpStatusCode.NoContent);
        var second = await CreateAsync(Tenant.Manager, Internal("Jiro", "taro@x.example"));
        (await Tenant.Manager.PostAsync($"{Path(first)}/restore")).Problem(409, "email-taken", "emails[0].address");
        (await Tenant.Manager.DeleteAsync(Path(second), second.Text("etag"))).Is(HttpStatusCode.NoContent);
        (await Tenant.Manager.PostAsync($"{Path(first)}/restore")).Is(HttpStatusCode.OK);
        (await Tenant.Manager.PostAsync("contacts", Internal("Saburo", "taro@x.example"))).Problem(409, "email-taken");
    }

    private static JsonObject Internal(string given, params string[] emails)
    {
        var contact = Person(given, "Yamada", emails);
        (contact["scope"], contact["internal"]) = ("shared", true);
        return contact;
    }

    private static JsonObject Emails(params string[] addresses) => new() { ["emails"] = Person("", "", addresses)["emails"]!.DeepClone() };
}
