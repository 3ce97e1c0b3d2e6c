using System.Net;
using System.Text.Json.Nodes;

namespace ServerlessContacts.EndToEnd.Api;

public sealed class PatchTests(ApiFixture fixture) : ApiTest(fixture)
{
    [Theory]
    [InlineData("""{ "given": "Jiro" }""", "Jiro Yamada")]
    [InlineData("""{ "family": null }""", "Taro")]
    [InlineData("""{ "prefix": "Dr." }""", "Dr. Taro Yamada")]
    [InlineData("""{ "given": "太郎", "family": "山田" }""", "山田 太郎")]
    [InlineData("""{ "full": "The boss" }""", "The boss")]
    [InlineData("""{ "full": null }""", "Taro Yamada")]
    public async Task A_full_name_that_followed_from_its_parts_follows_from_them_again(string name, string full)
    {
        var patched = await PatchAsync(Person("Taro", "Yamada"), $$"""{ "name": {{name}} }""");
        Assert.Equal(full, patched["name"]!.Text("full"));
    }

    [Fact]
    public async Task A_full_name_that_a_person_wrote_stays_when_its_parts_change()
    {
        var patched = await PatchAsync(Json("""{ "name": { "full": "The boss", "given": "Taro", "family": "Yamada" } }"""), """{ "name": { "given": "Jiro" } }""");
        Assert.Equal("The boss", patched["name"]!.Text("full"));
    }

    [Fact]
    public async Task A_null_removes_and_what_is_not_named_stays()
    {
        var patched = await PatchAsync(
            Json("""{ "name": { "full": "A" }, "notes": "n", "role": "r", "organization": { "name": "o", "title": "t" }, "custom": { "a": "1", "b": "2" } }"""),
            """{ "notes": null, "organization": { "title": null }, "custom": { "a": null, "c": "3" } }""");
        Assert.False(patched.ContainsKey("notes"));
        Assert.Equal("r", patched.Text("role"));
        Assert.Equal("""{"name":"o"}""", patched["organization"]!.ToJsonString());
        Assert.Equal("""{"b":"2","c":"3"}""", patched["custom"]!.ToJsonString());
    }

    [Fact]
    public async Task A_list_is_replaced_as_a_whole()
    {
        var patched = await PatchAsync(Person("Taro", "Yamada", "a@x.example", "b@x.example"), """{ "emails": [{ "address": "c@x.example" }] }""");
        Assert.Equal(["c@x.example"], patched.List("emails").Select(email => email.Text("address")));
    }

    [Fact]
    public async Task What_was_read_can_be_sent_back_and_changes_nothing()
    {
        var contact = await CreateAsync(Tenant.Anna, Json("""{ "name": { "full": "A" }, "phones": [{ "number": "03-1234-5678" }], "labels": ["x"] }"""));
        var again = (await Tenant.Anna.PatchAsync(Path(contact), contact.DeepClone(), contact.Text("etag"))).Json();
        Assert.Equal(contact.ToJsonString(), again.ToJsonString());
    }

    [Theory]
    [InlineData("""{ "colour": "red" }""", "colour", "field-unknown")]
    [InlineData("""{ "phones": [{ "number": "1", "color": "red" }] }""", "phones[0].color", "field-unknown")]
    [InlineData("""{ "name": null }""", "name", "contact-empty")]
    [InlineData("""{ "name": 5 }""", "name", "type-invalid")]
    public async Task A_patch_that_cannot_be_kept_is_refused_and_changes_nothing(string patch, string field, string code)
    {
        var contact = await CreateAsync(Tenant.Anna, Named("A"));
        var problem = (await Tenant.Anna.PatchAsync(Path(contact), Json(patch), contact.Text("etag"))).Problem(400, "invalid", field);
        Assert.Equal(code, problem.Text("code"));
        Assert.Equal(contact.ToJsonString(), (await GetAsync(Tenant.Anna, Path(contact))).ToJsonString());
    }

    [Theory]
    [InlineData("""[{ "number": "03-1111-1111" }, { "number": "03-2222-2222" }]""", "+81311111111")]
    [InlineData("""[{ "number": "03-1111-1111" }, { "number": "03-2222-2222", "default": true }]""", "+81322222222")]
    [InlineData("""[{ "number": "03-1111-1111", "default": true }, { "number": "03-2222-2222", "default": true }]""", "+81311111111")]
    public async Task Exactly_one_number_is_the_default_and_it_can_be_chosen(string phones, string chosen)
    {
        var created = await CreateAsync(Tenant.Anna, Json($$"""{ "phones": {{phones}} }"""));
        Assert.Equal(chosen, Default(created));
        var patch = new JsonObject { ["phones"] = created["phones"]!.DeepClone() };
        foreach (var phone in patch.List("phones"))
        {
            phone["default"] = phone.Text("number") != chosen;
        }

        var patched = (await Tenant.Anna.PatchAsync(Path(created), patch, created.Text("etag"))).Json();
        Assert.NotEqual(chosen, Default(patched));
        Assert.Equal(created.List("phones").Select(phone => phone.Text("raw")), patched.List("phones").Select(phone => phone.Text("raw")));
    }

    private static string Default(JsonObject contact) => Assert.Single(contact.List("phones"), phone => (bool)phone["default"]!).Text("number");

    private async Task<JsonObject> PatchAsync(JsonObject contact, string patch)
    {
        var created = await CreateAsync(Tenant.Anna, contact);
        var patched = (await Tenant.Anna.PatchAsync(Path(created), Json(patch), created.Text("etag"))).Json(HttpStatusCode.OK);
        Assert.Equal(patched.ToJsonString(), (await GetAsync(Tenant.Anna, Path(created))).ToJsonString());
        return patched;
    }
}
