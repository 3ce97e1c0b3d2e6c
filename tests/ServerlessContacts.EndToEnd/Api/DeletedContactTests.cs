using System.Net;
using System.Text.Json.Nodes;

namespace ServerlessContacts.EndToEnd.Api;

public sealed class DeletedContactTests(ApiFixture fixture) : ApiTest(fixture)
{
    [Fact]
    public async Task A_caller_finds_what_they_can_restore_page_by_page()
    {
        var shared = await DeletedAsync(Tenant.Manager, "shared", 3);
        var own = await DeletedAsync(Tenant.Manager, "personal", 2);
        var annas = await DeletedAsync(Tenant.Anna, "personal", 2);
        Assert.Equal([.. shared, .. own], await IdsAsync(Tenant.Manager, "contacts?view=deleted&pageSize=2"));
        Assert.Equal(annas, await IdsAsync(Tenant.Anna, "contacts?view=deleted&pageSize=1"));
        var page = await GetAsync(Tenant.Manager, "contacts?view=deleted&pageSize=2");
        Assert.Equal(5, page.Number("total"));
        Assert.All(page.List("items"), contact => Assert.True(contact.ContainsKey("deleted")));
        Assert.Empty((await GetAsync(Tenant.Ben, "contacts?view=deleted")).List("items"));
    }

    [Fact]
    public async Task What_is_restored_between_two_pages_leaves_no_gap()
    {
        await DeletedAsync(Tenant.Anna, "personal", 4);
        var first = await GetAsync(Tenant.Anna, "contacts?view=deleted&pageSize=2");
        (await Tenant.Anna.PostAsync($"contacts/{first.Ids()[1]}/restore")).Is(HttpStatusCode.OK);
        var second = await GetAsync(Tenant.Anna, $"contacts?view=deleted&pageSize=2&continuation={first["continuation"]}");
        Assert.Equal(2, second.Ids().Except(first.Ids()).Count());
    }

    [Fact]
    public async Task A_restored_personal_contact_is_its_owners_again()
    {
        var id = Assert.Single(await DeletedAsync(Tenant.Anna, "personal", 1));
        (await Tenant.Ben.PostAsync($"contacts/{id}/restore")).Problem(404, "not-found");
        var restored = (await Tenant.Anna.PostAsync($"contacts/{id}/restore")).Json();
        Assert.False(restored.ContainsKey("deleted"));
        Assert.Equal(restored.ToJsonString(), (await GetAsync(Tenant.Anna, $"contacts/{id}")).ToJsonString());
        Assert.Equal(0, (await GetAsync(Tenant.Anna, "contacts?view=deleted")).Number("total"));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("%27")]
    public async Task Another_continuation_is_refused(string continuation) =>
        (await Tenant.Anna.GetAsync($"contacts?view=deleted&continuation={continuation}")).Problem(400, "invalid", "continuation");

    /// <summary>The ids of contacts that were made and deleted, in order.</summary>
    private static async Task<SortedSet<string>> DeletedAsync(ApiClient caller, string scope, int count)
    {
        var ids = new SortedSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var contact = await CreateAsync(caller, new JsonObject { ["name"] = new JsonObject { ["full"] = $"D{i}" }, ["scope"] = scope });
            (await caller.DeleteAsync(Path(contact), contact.Text("etag"))).Is(HttpStatusCode.NoContent);
            ids.Add(contact.Text("id"));
        }

        return ids;
    }

    private static async Task<SortedSet<string>> IdsAsync(ApiClient caller, string path)
    {
        var items = await AllPagesAsync(caller, path);
        Assert.Distinct(items.Select(item => item.Text("id")));
        return new SortedSet<string>(items.Select(item => item.Text("id")), StringComparer.Ordinal);
    }
}
