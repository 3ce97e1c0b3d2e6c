using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ServerlessContacts.EndToEnd.LocalHost;

namespace ServerlessContacts.EndToEnd.Api;

public sealed class IdempotencyTests(ApiFixture fixture) : ApiTest(fixture)
{
    private static readonly (string, string) Key = ("Idempotency-Key", "a key/of? the caller's #1");

    [Fact]
    public async Task A_restore_that_is_repeated_restores_nothing_that_was_deleted_since()
    {
        var made = await Tenant.Anna.PostAsync("contacts", new JsonObject { ["name"] = new JsonObject { ["full"] = "Ada" } });
        var contact = $"contacts/{made.Json(HttpStatusCode.Created).Text("id")}";
        (await Tenant.Anna.DeleteAsync(contact, "*")).Is(HttpStatusCode.NoContent);
        (await Tenant.Anna.PostAsync($"{contact}/restore", null, ("Idempotency-Key", "r"))).Is(HttpStatusCode.OK);
        (await Tenant.Anna.PostAsync($"{contact}/restore", null, ("Idempotency-Key", "r"))).Is(HttpStatusCode.OK);
        (await Tenant.Anna.DeleteAsync(contact, "*")).Is(HttpStatusCode.NoContent);
        (await Tenant.Anna.PostAsync($"{contact}/restore", null, ("Idempotency-Key", "r"))).Is(HttpStatusCode.NotFound);
        (await Tenant.Anna.GetAsync(contact)).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_repeat_answers_the_contact_that_the_first_call_made()
    {
        var first = (await Tenant.Anna.PostAsync("contacts", Named("A"), Key)).Json(HttpStatusCode.Created);
        var repeat = (await Tenant.Anna.PostAsync("contacts", Named("A"), Key)).Json(HttpStatusCode.Created);
        Assert.Equal(first.ToJsonString(), repeat.ToJsonString());
        Assert.Single(await AllPagesAsync(Tenant.Anna, "contacts?scope=personal"));
    }

    [Fact]
    public async Task Repeats_at_once_make_one_contact()
    {
        var contact = Person("Taro", "Yamada", "taro@x.example");
        (contact["scope"], contact["internal"]) = ("shared", true);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Tenant.Manager.PostAsync("contacts", contact.DeepClone(), Key)));
        Assert.Single(answers.Select(answer => answer.Json(HttpStatusCode.Created).Text("id")).Distinct());
        Assert.Single(await AllPagesAsync(Tenant.Manager, "contacts?scope=shared"));
    }

    [Fact]
    public async Task The_key_of_another_request_is_refused()
    {
        (await Tenant.Anna.PostAsync("contacts", Named("A"), Key)).Is(HttpStatusCode.Created);
        (await Tenant.Anna.PostAsync("contacts", Named("B"), Key)).Problem(422, "idempotency-key-reused");
        Assert.Single(await AllPagesAsync(Tenant.Anna, "contacts?scope=personal"));
    }

    [Fact]
    public async Task A_key_is_its_callers_own()
    {
        var annas = (await Tenant.Anna.PostAsync("contacts", Named("A"), Key)).Json(HttpStatusCode.Created);
        var bens = (await Tenant.Ben.PostAsync("contacts", Named("B"), Key)).Json(HttpStatusCode.Created);
        Assert.Equal("anna ben", $"{annas.Text("owner")} {bens.Text("owner")}");
    }

    [Theory]
    [InlineData("contacts", """{ "name": { "full": "A" } }""", "contacts?owner=anna", """{ "name": { "full": "A" } }""")]
    [InlineData("contacts", """{ "name": { "full": "A" } }""", "contacts/batch", """{ "items": [{ "operation": "create", "contact": { "name": { "full": "A" } } }] }""")]
    [InlineData("interactions", """{ "kind": "call", "number": "110" }""", "interactions", """{ "kind": "call", "number": "119" }""")]
    [InlineData("contacts/batch", """{ "items": [{ "contact": { "name": { "full": "A" } } }] }""", "contacts/batch", """{ "items": [{ "contact": { "name": { "full": "B" } } }] }""")]
    [InlineData("imports/uploads?scope=personal", """{ "fileName": "a.csv" }""", "imports/uploads?scope=personal", """{ "fileName": "b.csv" }""")]
    [InlineData("imports/uploads?scope=personal", """{ "fileName": "a.csv" }""", "imports?scope=personal&fileName=a.csv", "name\nA")]
    [InlineData("imports?scope=personal", "name\nA", "imports/uploads?scope=personal", "{}")]
    [InlineData("imports?scope=personal", "name\nA", "imports?scope=personal&mode=add-only", "name\nA")]
    [InlineData("imports?scope=personal", "name\nA", "imports?scope=personal", "name\nB")]
    public async Task A_key_is_bound_to_address_query_and_body(string path, string body, string otherPath, string otherBody)
    {
        var first = await SendAsync(path, body);
        Assert.True((int)first.Status is 200 or 201, first.ToString());
        (await SendAsync(otherPath, otherBody)).Problem(422, "idempotency-key-reused");
        Assert.Equal(first.Status, (await SendAsync(path, body)).Status);
    }

    [Fact]
    public async Task A_request_that_was_refused_may_be_mended_under_its_key()
    {
        (await Tenant.Anna.PostAsync("contacts", Json("""{ "nickname": 1 }"""), Key)).Problem(400, "invalid");
        (await Tenant.Anna.PostAsync("contacts", Named("A"), Key)).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Equal_imports_at_once_under_one_key_are_one_import()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync("imports?scope=personal&fileName=a.csv", "name,email\nA,a@example.com\n")));
        var import = Assert.Single(answers.Select(answer => answer.Json(HttpStatusCode.Created).Text("id")).Distinct());
        await StorageHost.UntilAsync(async () => (await GetAsync(Tenant.Anna, $"imports/{import}")).Text("status") == "done");
        Assert.Single((await GetAsync(Tenant.Anna, "imports")).List("items"));
        Assert.Single(await AllPagesAsync(Tenant.Anna, "contacts?scope=personal"));
    }

    [Fact]
    public async Task Different_imports_at_once_under_one_key_are_one_import_and_a_refusal_for_each_other()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => SendAsync("imports?scope=personal&fileName=a.csv", $"name,email\nA,a{i}@example.com\n")));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.Created), answer => answer.Problem(422, "idempotency-key-reused"));
        Assert.Single((await GetAsync(Tenant.Anna, "imports")).List("items"));
    }

    private Task<ApiAnswer> SendAsync(string path, string body) =>
        Tenant.Anna.SendAsync(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, body[0] == '{' ? "application/json" : "text/csv"), Key);

    [Fact]
    public async Task A_key_that_is_too_long_is_refused() =>
        (await Tenant.Anna.PostAsync("contacts", Named("A"), ("Idempotency-Key", new string('k', 201)))).Problem(400, "invalid", "Idempotency-Key");
}
