using System.Net;
using System.Text.Json.Nodes;

namespace ServerlessContacts.EndToEnd.Api;

public sealed class TenantTests(ApiFixture fixture) : ApiTest(fixture)
{
    [Fact]
    public async Task Every_member_sees_the_tenant_and_the_administrator_edits_it()
    {
        var answer = await Tenant.Anna.GetAsync("tenant");
        var before = answer.Json();
        Assert.Equal($"{Tenant.Id} JP", $"{before.Text("id")} {before.Text("country")}");
        Assert.Equal(before.Text("etag"), answer.ETag);
        (await Tenant.Manager.PatchAsync("tenant", Json("""{ "name": "Acme" }"""), "*")).Problem(403, "permission-missing");
        (await Tenant.Administrator.PatchAsync("tenant", Json("""{ "name": "Acme" }"""), null)).Problem(428, "precondition-required");
        var patched = (await Tenant.Administrator.PatchAsync("tenant", Json("""{ "name": "Acme" }"""), answer.ETag)).Json();
        Assert.Equal("Acme JP", $"{patched.Text("name")} {patched.Text("country")}");
        (await Tenant.Administrator.PatchAsync("tenant", Json("""{ "name": "Lost" }"""), answer.ETag)).Problem(412, "precondition-failed");
        Assert.Equal(patched.ToJsonString(), (await GetAsync(Tenant.Anna, "tenant")).ToJsonString());
    }

    [Theory]
    [InlineData("""{ "name": " " }""", "name")]
    [InlineData("""{ "country": "XX" }""", "country")]
    [InlineData("""{ "country": 81 }""", "country")]
    [InlineData("""{ "rules": true }""", "rules")]
    [InlineData("""{ "rules": { "leadingDoubleZeroIsInternational": "no" } }""", "rules.leadingDoubleZeroIsInternational")]
    public async Task What_a_tenant_cannot_be_is_refused(string patch, string field) =>
        (await Tenant.Administrator.PatchAsync("tenant", Json(patch), "*")).Problem(400, "invalid", field);

    [Fact]
    public async Task The_country_says_how_the_next_number_is_read()
    {
        Assert.Equal("+81312345678", await NumberAsync("03-1234-5678"));
        (await Tenant.Administrator.PatchAsync("tenant", Json("""{ "country": "fr" }"""), "*")).Is(HttpStatusCode.OK);
        Assert.Equal("+33612345678", await NumberAsync("06 12 34 56 78"));
    }

    [Fact]
    public async Task The_rule_of_the_leading_00_can_be_switched_off()
    {
        Assert.Equal("+33612345678", await NumberAsync("0033612345678"));
        (await Tenant.Administrator.PatchAsync("tenant", Json("""{ "rules": { "leadingDoubleZeroIsInternational": false } }"""), "*")).Is(HttpStatusCode.OK);
        Assert.NotEqual("+33612345678", await NumberAsync("0033612345678"));
    }

    [Fact]
    public async Task Of_edits_of_one_version_at_once_exactly_one_wins()
    {
        var tag = (await Tenant.Administrator.GetAsync("tenant")).ETag;
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            Tenant.Administrator.PatchAsync("tenant", new JsonObject { ["name"] = $"Acme {i}" }, tag)));
        var winner = Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer != winner), answer => answer.Problem(412, "precondition-failed"));
    }

    private async Task<string> NumberAsync(string written) => (await CreateAsync(Tenant.Anna, Phones(written))).List("phones").Single().Text("number");
}
