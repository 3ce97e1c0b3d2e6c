using System.Net;
using System.Text.Json.Nodes;
using ServerlessContacts.Access;

namespace ServerlessContacts.EndToEnd.Api;

public sealed class SharedContactTests(ApiFixture fixture) : ApiTest(fixture)
{
    [Theory]
    [InlineData("""{ "name": { "given": "Jiro", "family": "Yamada" } }""")]
    [InlineData("""{ "phones": [{ "number": "+33612345678" }] }""")]
    [InlineData("""{ "emails": [{ "address": "jiro@x.example" }] }""")]
    [InlineData("""{ "role": "Seller" }""")]
    [InlineData("""{ "urls": [{ "url": "https://x.example" }] }""")]
    public async Task Every_member_may_edit_these_fields_and_everyone_sees_it(string patch)
    {
        var contact = await ShareAsync(Person("Taro", "Yamada"));
        var patched = (await Tenant.Anna.PatchAsync(Path(contact), Json(patch), contact.Text("etag"))).Json();
        Assert.Equal("member:anna", patched.Text("updatedBy"));
        Assert.Equal(patched.ToJsonString(), (await GetAsync(Tenant.Ben, Path(contact))).ToJsonString());
        Assert.Equal(patched.ToJsonString(), (await GetAsync(Tenant.Ben, "contacts?scope=shared")).List("items").Single().ToJsonString());
    }

    [Theory]
    [InlineData("""{ "notes": "x" }""")]
    [InlineData("""{ "nickname": "x" }""")]
    [InlineData("""{ "organization": { "name": "x" } }""")]
    [InlineData("""{ "addresses": [{ "city": "x" }] }""")]
    [InlineData("""{ "ims": [{ "address": "x" }] }""")]
    [InlineData("""{ "birthday": "2000-01-01" }""")]
    [InlineData("""{ "custom": { "x": "y" } }""")]
    [InlineData("""{ "groups": ["x"] }""")]
    [InlineData("""{ "folder": "x" }""")]
    [InlineData("""{ "internal": true }""")]
    [InlineData("""{ "kind": "organization" }""")]
    [InlineData("""{ "role": "Seller", "notes": "x" }""")]
    public async Task The_other_fields_are_the_managers(string patch)
    {
        var contact = await ShareAsync(Person("Taro", "Yamada"));
        (await Tenant.Anna.PatchAsync(Path(contact), Json(patch), contact.Text("etag"))).Problem(403, "field-not-allowed");
        Assert.Equal(contact.ToJsonString(), (await GetAsync(Tenant.Anna, Path(contact))).ToJsonString());
        (await Tenant.Manager.PatchAsync(Path(contact), Json(patch), contact.Text("etag"))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_member_makes_no_shared_contact_and_an_application_no_personal_one()
    {
        var shared = Named("A");
        shared["scope"] = "shared";
        (await Tenant.Anna.PostAsync("contacts", shared.DeepClone())).Problem(403, "permission-missing");
        var application = await Tenant.WithNewKeyAsync(Permission.ContactsRead, Permission.ContactsSharedWrite);
        (await application.PostAsync("contacts", Named("A"))).Problem(403, "permission-missing");
        (await application.PostAsync("contacts", shared)).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_member_who_deletes_it_loses_their_favourite_and_nobody_the_contact()
    {
        var contact = await ShareAsync(Named("A"));
        foreach (var member in new[] { Tenant.Anna, Tenant.Ben })
        {
            (await member.SendAsync(HttpMethod.Put, $"{Path(contact)}/favorite")).Is(HttpStatusCode.NoContent);
        }

        (await Tenant.Anna.DeleteAsync(Path(contact), "\"0\"")).Problem(412, "precondition-failed");
        Assert.Equal(1, (await GetAsync(Tenant.Anna, "contacts?view=favorites")).Number("total"));
        (await Tenant.Anna.DeleteAsync(Path(contact), contact.Text("etag"))).Is(HttpStatusCode.NoContent);
        Assert.Equal(0, (await GetAsync(Tenant.Anna, "contacts?view=favorites")).Number("total"));
        Assert.Equal(1, (await GetAsync(Tenant.Ben, "contacts?view=favorites")).Number("total"));
        Assert.Equal(contact.ToJsonString(), (await GetAsync(Tenant.Anna, Path(contact))).ToJsonString());
        Assert.Equal(1, (await GetAsync(Tenant.Anna, "search?q=A&scope=shared")).Number("total"));
    }

    [Fact]
    public async Task A_manager_deletes_it_for_everyone_and_brings_it_back_as_it_was()
    {
        var contact = await ShareAsync(Json("""{ "name": { "full": "Aoki" }, "phones": [{ "number": "03-1234-5678" }], "notes": "n" }"""));
        (await Tenant.Manager.DeleteAsync(Path(contact), contact.Text("etag"))).Is(HttpStatusCode.NoContent);
        foreach (var caller in new[] { Tenant.Anna, Tenant.Manager, Tenant.Administrator })
        {
            (await caller.GetAsync(Path(contact))).Problem(404, "not-found");
            Assert.Equal(0, (await GetAsync(caller, "search?q=Aoki")).Number("total"));
            Assert.Null((await GetAsync(caller, "lookup?number=0312345678"))["match"]);
        }

        (await Tenant.Anna.PostAsync($"{Path(contact)}/restore")).Problem(404, "not-found");
        var restored = (await Tenant.Manager.PostAsync($"{Path(contact)}/restore")).Json();
        Assert.Equal(WithoutTag(contact), WithoutTag(restored));
        Assert.Equal(restored.ToJsonString(), (await Tenant.Manager.PostAsync($"{Path(contact)}/restore")).Json().ToJsonString());
        Assert.Equal(1, (await GetAsync(Tenant.Anna, "search?q=Aoki")).Number("total"));
    }

    [Fact]
    public async Task Members_are_seen_among_the_contacts_and_not_edited_there()
    {
        await GetAsync(Tenant.Ben, "tenant");
        var ben = (await GetAsync(Tenant.Anna, "search?q=ben&scope=member"))["sections"]![0]!.List("items").Single();
        Assert.False(ben.ContainsKey("etag"));
        Assert.Equal("ben", (await GetAsync(Tenant.Anna, Path(ben)))["name"]!.Text("full"));
        foreach (var caller in new[] { Tenant.Ben, Tenant.Administrator })
        {
            (await caller.PatchAsync(Path(ben), Named("B"), "*")).Problem(403, "member-not-editable");
            (await caller.DeleteAsync(Path(ben), "*")).Problem(403, "member-not-editable");
            (await caller.PostAsync($"{Path(ben)}/restore")).Problem(403, "member-not-editable");
            (await caller.PutAsync($"{Path(ben)}/photo", PhotoTests.Png)).Problem(403, "member-not-editable");
        }

        (await Tenant.Anna.SendAsync(HttpMethod.Put, $"{Path(ben)}/favorite")).Is(HttpStatusCode.NoContent);
        Assert.Equal([ben.Text("id")], (await GetAsync(Tenant.Anna, "contacts?view=favorites")).Ids());
    }

    private static string WithoutTag(JsonObject contact)
    {
        var copy = contact.DeepClone().AsObject();
        copy.Remove("etag");
        return copy.ToJsonString();
    }
}
