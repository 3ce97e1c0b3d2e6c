using System.Net;
using System.Text.Json.Nodes;
using ServerlessContacts.Access;

namespace ServerlessContacts.EndToEnd.Api;

/// <summary>What answers must not tell those who may not know.</summary>
public sealed class PrivacyTests(ApiFixture fixture) : ApiTest(fixture)
{
    private static readonly string UnknownId = "s0-" + new string('0', 32);

    [Fact]
    public async Task Who_may_not_restore_a_shared_contact_is_not_told_that_it_was_there()
    {
        var contact = await ShareAsync(Person("Ada", "Winter", "ada@example.com"));
        (await Tenant.Manager.DeleteAsync(Path(contact), "*")).Is(HttpStatusCode.NoContent);
        var refused = (await Tenant.Anna.PostAsync($"{Path(contact)}/restore")).Problem(404, "not-found");
        var unknown = (await Tenant.Anna.PostAsync($"contacts/{UnknownId}/restore")).Problem(404, "not-found");
        Assert.Equal(unknown.ToJsonString(), refused.ToJsonString());
        (await Tenant.Manager.PostAsync($"{Path(contact)}/restore")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_key_that_reports_calls_does_not_learn_whether_a_member_has_a_personal_contact()
    {
        var known = Phones("+81 3 5550 0199");
        known["name"] = new JsonObject { ["full"] = "Known" };
        var contact = await CreateAsync(Tenant.Anna, known);
        var key = await Tenant.WithNewKeyAsync(Permission.InteractionsManage);
        var (with, without) = (await ReportAsync(key, "+81 3 5550 0199"), await ReportAsync(key, "+81 3 5550 0198"));
        Assert.Equal(("null", "null"), (with["contact"]?.ToJsonString() ?? "null", without["contact"]?.ToJsonString() ?? "null"));
        (await key.PostAsync("interactions", new JsonObject { ["kind"] = "call", ["contact"] = contact.Text("id"), ["member"] = "anna" })).Problem(400, "invalid", "contact");
        (await key.GetAsync($"interactions?owner=anna&contact={contact.Text("id")}")).Problem(404, "not-found");
        // It counts for the member all the same.
        Assert.Equal(1, (await GetAsync(Tenant.Anna, $"interactions?contact={contact.Text("id")}")).Number("total"));
    }

    [Theory]
    [InlineData("format=csv&note=%3E%3B%20rel%3D%22next%22")]
    [InlineData("format=csv&%3Cscript%3E=%E6%BC%A2")]
    public async Task A_link_holds_no_query_as_it_was_sent(string query)
    {
        await CreateAsync(Tenant.Anna, Named("A"));
        var answer = await Tenant.Anna.GetAsync($"exports?{query}");
        if (answer.Headers.TryGetValue("Link", out var link))
        {
            Assert.Matches("^</api/exports/losses\\?[A-Za-z0-9=&%._~-]*>; rel=\"describedby\"$", link);
        }
        else
        {
            Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        }
    }

    private static async Task<JsonObject> ReportAsync(ApiClient key, string number) =>
        (await key.PostAsync("interactions", new JsonObject { ["kind"] = "call", ["number"] = number, ["member"] = "anna" })).Json(HttpStatusCode.Created);
}
