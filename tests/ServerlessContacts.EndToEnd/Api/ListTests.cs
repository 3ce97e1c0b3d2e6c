using System.Text.Json.Nodes;

namespace ServerlessContacts.EndToEnd.Api;

public sealed class ListTests(ApiFixture fixture) : ApiTest(fixture)
{
    [Fact]
    public async Task Pages_in_either_direction_come_to_the_end_without_a_repeat()
    {
        var names = Enumerable.Range(0, 11).Select(i => $"Name {i:00}").ToList();
        foreach (var name in names)
        {
            await CreateAsync(Tenant.Anna, Named(name));
        }

        Assert.Equal(names, await NamesAsync("contacts?scope=personal&pageSize=4"));
        Assert.Equal(Enumerable.Reverse(names), await NamesAsync("contacts?scope=personal&pageSize=3&order=desc"));
        Assert.Equal(names, await NamesAsync("contacts?scope=personal&pageSize=1000"));
    }

    [Fact]
    public async Task Lists_are_sorted_and_narrowed_as_asked()
    {
        await CreateAsync(Tenant.Anna, Json("""{ "name": { "full": "A" }, "emails": [{ "address": "z@x.example" }], "organization": { "department": "Sales" } }"""));
        await CreateAsync(Tenant.Anna, Json("""{ "name": { "full": "B" }, "emails": [{ "address": "a@x.example" }], "labels": ["friends"] }"""));
        var updated = await CreateAsync(Tenant.Anna, Json("""{ "name": { "full": "C" }, "organization": { "department": "SALES" } }"""));
        await ShareAsync(Named("D"));
        await Tenant.Anna.PatchAsync(Path(updated), Json("""{ "notes": "n" }"""), "*");
        Assert.Equal(["B", "A", "C"], await NamesAsync("contacts?scope=personal&sort=email"));
        Assert.Equal(["A", "B", "C"], await NamesAsync("contacts?scope=personal&sort=updated"));
        Assert.Equal(["A", "C"], await NamesAsync("contacts?department=sales"));
        Assert.Equal(["B"], await NamesAsync("contacts?label=friends"));
        Assert.Equal(["D"], await NamesAsync("contacts?scope=shared"));
        Assert.Equal(["anna", "manager"], await NamesAsync("contacts?scope=member"));
        Assert.Equal(["A", "anna", "B", "C", "D", "manager"], await NamesAsync("contacts"));
    }

    [Theory]
    [InlineData("pageSize=0", "pageSize")]
    [InlineData("pageSize=1001", "pageSize")]
    [InlineData("pageSize=-1", "pageSize")]
    [InlineData("sort=colour", "sort")]
    [InlineData("order=up", "order")]
    [InlineData("view=hidden", "view")]
    [InlineData("scope=everything", "scope")]
    [InlineData("continuation=e30", "continuation")]
    public async Task A_parameter_that_is_not_as_expected_is_named(string parameter, string field) =>
        (await Tenant.Anna.GetAsync($"contacts?{parameter}")).Problem(400, "invalid", field);

    [Fact]
    public async Task The_continuation_of_another_list_is_refused()
    {
        await CreateAsync(Tenant.Anna, Named("A"));
        await CreateAsync(Tenant.Anna, Named("B"));
        var page = await GetAsync(Tenant.Anna, "contacts?pageSize=1");
        (await Tenant.Anna.GetAsync($"contacts?pageSize=1&sort=email&continuation={page["continuation"]}")).Problem(400, "invalid", "continuation");
    }

    private async Task<IEnumerable<string>> NamesAsync(string path)
    {
        var separator = path.Contains('?', StringComparison.Ordinal) ? "" : "?";
        List<JsonObject> items = await AllPagesAsync(Tenant.Anna, path + separator);
        return items.Select(item => item["name"]!.Text("full"));
    }
}
