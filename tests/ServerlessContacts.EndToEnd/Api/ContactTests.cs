using System.Net;
using System.Text.Json.Nodes;

namespace ServerlessContacts.EndToEnd.Api;

public sealed class ContactTests(ApiFixture fixture) : ApiTest(fixture)
{
    [Fact]
    public async Task A_created_contact_is_answered_whole_with_its_place_and_its_tag()
    {
        var answer = await Tenant.Anna.PostAsync("contacts", Json("""
            {
              "name": { "given": "Taro", "family": "Yamada" }, "nickname": "Ta", "role": "Buyer", "birthday": "--04-09", "notes": "met in Osaka",
              "organization": { "name": "Acme", "department": "Sales", "title": "Head" },
              "emails": [{ "address": "taro@acme.example", "label": "work" }], "phones": [{ "number": "03-1234-5678", "label": "work" }],
              "addresses": [{ "city": "Tokyo" }], "ims": [{ "address": "taro", "protocol": "xmpp" }], "urls": [{ "url": "https://acme.example" }],
              "custom": { "shoe size": "42" }, "labels": ["friends"]
            }
            """));
        var contact = answer.Json(HttpStatusCode.Created);
        Assert.Equal($"/api/{Path(contact)}", answer.Headers["Location"]);
        Assert.Equal(contact.Text("etag"), answer.ETag);
        Assert.Equal("Taro Yamada", contact["name"]!.Text("full"));
        Assert.Equal("+81312345678 03-1234-5678 work", string.Join(' ', Texts(contact.List("phones").Single(), "number", "raw", "label")));
        Assert.Equal("personal person anna owner member:anna", string.Join(' ', Texts(contact, "scope", "kind", "owner", "visibility", "updatedBy")));
        var read = await Tenant.Anna.GetAsync(Path(contact));
        Assert.Equal(contact.ToJsonString(), read.Json().ToJsonString());
        Assert.Equal(answer.ETag, read.ETag);
    }

    [Theory]
    [InlineData("""{ "name": { "full": "Only a name" } }""")]
    [InlineData("""{ "phones": [{ "number": "+33 6 12 34 56 78" }] }""")]
    [InlineData("""{ "emails": [{ "address": "only@mail.example" }] }""")]
    public async Task A_name_a_number_or_an_address_is_enough(string contact) => await CreateAsync(Tenant.Anna, Json(contact));

    [Theory]
    [InlineData("{}", "name", "contact-empty")]
    [InlineData("""{ "notes": "nobody", "role": "Buyer" }""", "name", "contact-empty")]
    [InlineData("""{ "name": { "full": " " }, "phones": [{ "number": " " }] }""", "name", "contact-empty")]
    [InlineData("""{ "name": { "full": "A" }, "colour": "red" }""", "colour", "field-unknown")]
    [InlineData("""{ "name": { "full": "A", "nick": "B" } }""", "name.nick", "field-unknown")]
    [InlineData("""{ "name": { "full": "A" }, "notes": 5 }""", "notes", "type-invalid")]
    [InlineData("""{ "name": { "full": "A" }, "phones": "5" }""", "phones", "type-invalid")]
    [InlineData("""{ "name": { "full": "A" }, "birthday": "yesterday" }""", "birthday", "date-invalid")]
    [InlineData("""{ "name": { "full": "A" }, "urls": [{ "url": "javascript:alert(1)" }] }""", "urls[0].url", "url-invalid")]
    [InlineData("""{ "name": { "full": "A" }, "scope": "everyone" }""", "scope", "choice-invalid")]
    [InlineData("[]", "", "object-expected")]
    [InlineData("""{ "name": """, "", "json-invalid")]
    [InlineData("""{ "notes": "a", "notes": "b" }""", "", "json-invalid")]
    [InlineData("", "", "json-invalid")]
    public async Task What_cannot_be_kept_is_refused_by_field(string body, string field, string code)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        var problem = (await Tenant.Anna.SendAsync(HttpMethod.Post, "contacts", content)).Problem(400, "invalid", field);
        Assert.Equal(code, problem.Text("code"));
    }

    [Fact]
    public async Task Every_problem_of_a_contact_is_told_at_once()
    {
        var answer = await Tenant.Anna.PostAsync("contacts", Json("""{ "birthday": "x", "phones": [{ "number": "8.19E+11" }], "name": { "full": "A" } }"""));
        Assert.Equal(["birthday", "phones[0].number"], answer.Problem(400, "invalid").List("errors").Select(error => error.Text("field")).Order());
    }

    [Fact]
    public async Task A_body_that_is_not_json_or_too_large_is_refused()
    {
        using var text = new StringContent("name=A", System.Text.Encoding.UTF8, "text/plain");
        (await Tenant.Anna.SendAsync(HttpMethod.Post, "contacts", text)).Problem(415, "media-type-unsupported");
        var large = Named("A");
        large["notes"] = new string('x', 1024 * 1024);
        (await Tenant.Anna.PostAsync("contacts", large)).Problem(413, "body-too-large");
    }

    [Fact]
    public async Task What_the_caller_has_already_is_not_sent_again()
    {
        var contact = await CreateAsync(Tenant.Anna, Named("A"));
        (await Tenant.Anna.GetAsync(Path(contact), ("If-None-Match", contact.Text("etag")))).Is(HttpStatusCode.NotModified);
        (await Tenant.Anna.PatchAsync(Path(contact), Named("B"), contact.Text("etag"))).Is(HttpStatusCode.OK);
        (await Tenant.Anna.GetAsync(Path(contact), ("If-None-Match", contact.Text("etag")))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_edit_or_a_deletion_needs_the_version_that_was_seen()
    {
        var old = await CreateAsync(Tenant.Anna, Named("A"));
        var patched = await Tenant.Anna.PatchAsync(Path(old), Named("B"), old.Text("etag"));
        Assert.Equal(patched.Json().Text("etag"), patched.ETag);
        Assert.NotEqual(old.Text("etag"), patched.ETag);
        (await Tenant.Anna.PatchAsync(Path(old), Named("C"), null)).Problem(428, "precondition-required");
        (await Tenant.Anna.DeleteAsync(Path(old))).Problem(428, "precondition-required");
        foreach (var lost in new[] { old.Text("etag"), "\"0\"", "\"x\"", "3", "W/" + patched.ETag })
        {
            (await Tenant.Anna.PatchAsync(Path(old), Named("C"), lost)).Problem(412, "precondition-failed");
            (await Tenant.Anna.DeleteAsync(Path(old), lost)).Problem(412, "precondition-failed");
        }

        Assert.Equal("B", (await GetAsync(Tenant.Anna, Path(old)))["name"]!.Text("full"));
        (await Tenant.Anna.DeleteAsync(Path(old), patched.ETag)).Is(HttpStatusCode.NoContent);
        (await Tenant.Anna.GetAsync(Path(old))).Problem(404, "not-found");
    }

    [Fact]
    public async Task Of_edits_of_one_version_at_once_exactly_one_wins()
    {
        var contact = await CreateAsync(Tenant.Anna, Named("A"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer =>
            Tenant.Anna.PatchAsync(Path(contact), Named($"B{writer}"), contact.Text("etag"))));
        var winner = Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer != winner), answer => answer.Problem(412, "precondition-failed"));
        Assert.Equal(winner.Text, (await Tenant.Anna.GetAsync(Path(contact))).Text);
    }

    [Theory]
    [InlineData("s0-nobody")]
    [InlineData("s99999-nobody")]
    [InlineData("manna-nobody")]
    [InlineData("mnobody-nobody")]
    [InlineData("d-nobody")]
    [InlineData("s0-")]
    [InlineData("s-1")]
    [InlineData("x")]
    [InlineData("s0-a'b")]
    [InlineData("s0-%E5%B1%B1")]
    [InlineData("m%F0%9F%98%80-a")]
    public async Task An_id_of_nothing_is_not_found(string id)
    {
        (await Tenant.Administrator.GetAsync($"contacts/{id}")).Problem(404, "not-found");
        (await Tenant.Administrator.GetAsync($"contacts/{id}/photo")).Problem(404, "not-found");
        (await Tenant.Administrator.SendAsync(HttpMethod.Put, $"contacts/{id}/favorite")).Problem(404, "not-found");
    }

    [Fact]
    public async Task An_unknown_contact_cannot_be_edited_deleted_or_restored()
    {
        (await Tenant.Administrator.PatchAsync("contacts/s0-nobody", Named("A"), "*")).Problem(404, "not-found");
        (await Tenant.Administrator.DeleteAsync("contacts/s0-nobody", "*")).Problem(404, "not-found");
        (await Tenant.Administrator.PostAsync("contacts/s0-nobody/restore")).Problem(404, "not-found");
    }

    [Fact]
    public async Task Where_each_value_came_from_is_told_to_who_asks()
    {
        var contact = await ShareAsync(Person("Taro", "Yamada"));
        await Tenant.Anna.PatchAsync(Path(contact), Json("""{ "role": "Buyer" }"""), "*");
        Assert.False((await GetAsync(Tenant.Anna, Path(contact))).ContainsKey("provenance"));
        var provenance = (await GetAsync(Tenant.Anna, $"{Path(contact)}?include=provenance"))["provenance"]!;
        Assert.Equal("member:manager member:anna", $"{provenance["name"]!.Text("source")} {provenance["role"]!.Text("source")}");
    }

    private static IEnumerable<string> Texts(JsonObject contact, params string[] fields) => fields.Select(field => contact.Text(field));
}
