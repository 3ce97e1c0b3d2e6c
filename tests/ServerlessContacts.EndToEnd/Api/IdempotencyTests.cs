using System.Net;

namespace ServerlessContacts.EndToEnd.Api;

public sealed class IdempotencyTests(ApiFixture fixture) : ApiTest(fixture)
{
    private static readonly (string, string) Key = ("Idempotency-Key", "a key/of? the caller's #1");

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

    [Fact]
    public async Task A_key_that_is_too_long_is_refused() =>
        (await Tenant.Anna.PostAsync("contacts", Named("A"), ("Idempotency-Key", new string('k', 201)))).Problem(400, "invalid", "Idempotency-Key");
}
