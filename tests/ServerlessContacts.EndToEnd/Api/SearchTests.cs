using System.Buffers.Text;
using System.Net;
using System.Text.Json.Nodes;

namespace ServerlessContacts.EndToEnd.Api;

public sealed class SearchTests(ApiFixture fixture) : ApiTest(fixture)
{
    [Fact]
    public async Task Every_match_is_in_one_section_and_empty_sections_are_left_out()
    {
        await CreateAsync(Tenant.Anna, Named("Mine Sato"));
        await CreateAsync(Tenant.Anna, Named("Other"));
        await ShareAsync(Named("Ours Sato"));
        await ShareAsync(Json("""{ "name": { "full": "Company" }, "emails": [{ "address": "info@sato.example" }] }"""));
        await GetAsync(Tenant.As("sato-member"), "tenant");
        var answer = await GetAsync(Tenant.Anna, "search?q=SATO");
        Assert.Equal(4, answer.Number("total"));
        Assert.Equal(["personal 1", "shared 2", "member 1"], answer.List("sections").Select(section => $"{section.Text("scope")} {section.Number("total")}"));
        Assert.Equal(["personal"], (await GetAsync(Tenant.Anna, "search?q=mine")).List("sections").Select(section => section.Text("scope")));
        Assert.Equal(2, (await GetAsync(Tenant.Anna, "search?q=sato&scope=shared")).Number("total"));
        Assert.Empty((await GetAsync(Tenant.Anna, "search?q=nobody")).List("sections"));
    }

    [Fact]
    public async Task An_item_says_what_matched()
    {
        await CreateAsync(Tenant.Anna, Named("Taro Sato"));
        var item = (await GetAsync(Tenant.Anna, "search?q=sat"))["sections"]![0]!.List("items").Single();
        Assert.Equal("""[{"field":"name.full","start":5,"length":3}]""", item["highlights"]!.ToJsonString());
    }

    [Fact]
    public async Task A_continued_search_comes_to_the_end_without_a_repeat_or_a_gap()
    {
        await BatchAsync(Tenant.Manager, "shared", 23);
        await BatchAsync(Tenant.Anna, "personal", 9);
        var (found, pages, continuation) = (new List<string>(), 0, "");
        do
        {
            var answer = await GetAsync(Tenant.Anna, $"search?q=name&limit=4{continuation}");
            Assert.Equal(32, answer.Number("total"));
            found.AddRange(answer.List("sections").SelectMany(section => section.Ids()));
            continuation = answer["continuation"] is { } next ? $"&continuation={next}" : null;
            pages++;
        }
        while (continuation is not null);
        Assert.Equal(6, pages);
        Assert.Distinct(found);
        Assert.Equal(32, found.Count);
    }

    [Theory]
    [InlineData("06 12 34")]
    [InlineData("0612345678")]
    [InlineData("6 12 34 56 78")]
    [InlineData("+33 6 12 34 56 78")]
    [InlineData("+33612345678")]
    [InlineData("0033 6 12-34-56-78")]
    [InlineData("+33 (0)6 12 34 56 78")]
    [InlineData("(06)12.34.56")]
    [InlineData("56 78")]
    [InlineData("０６－１２３４")]
    public async Task Digits_find_a_number_however_either_is_written(string digits)
    {
        await CreateAsync(Tenant.Anna, Phones("+33 6 12 34 56 78"));
        await CreateAsync(Tenant.Anna, Phones("+33 1 98 76 54 32"));
        Assert.Equal(1, (await GetAsync(Tenant.Anna, $"search?q={Uri.EscapeDataString(digits)}")).Number("total"));
    }

    [Fact]
    public async Task What_was_written_is_found_at_once_by_search_list_and_look_up()
    {
        Assert.Equal((0, 0, false), await FoundAsync("Aoki"));
        var contact = await ShareAsync(Json("""{ "name": { "full": "Aoki" }, "phones": [{ "number": "03-1234-5678" }] }"""));
        Assert.Equal((1, 1, true), await FoundAsync("Aoki"));
        var patched = (await Tenant.Anna.PatchAsync(Path(contact), Json("""{ "name": { "full": "Ueda" }, "phones": [] }"""), contact.Text("etag"))).Json();
        Assert.Equal((0, 1, false), await FoundAsync("Aoki"));
        Assert.Equal((1, 1, false), await FoundAsync("Ueda"));
        (await Tenant.Manager.DeleteAsync(Path(contact), patched.Text("etag"))).Is(HttpStatusCode.NoContent);
        Assert.Equal((0, 0, false), await FoundAsync("Ueda"));
    }

    [Fact]
    public async Task An_answer_can_be_demanded_to_hold_what_another_held()
    {
        await ShareAsync(Named("Aoki"));
        var version = (await GetAsync(Tenant.Anna, "search?q=Aoki")).Text("version");
        foreach (var path in new[] { "search?q=Aoki", "lookup?number=1234567", "contacts?scope=shared" })
        {
            (await Tenant.Anna.GetAsync($"{path}&version={version}")).Is(HttpStatusCode.OK);
            (await Tenant.Anna.GetAsync($"{path}&version=x!")).Problem(400, "invalid", "version");
        }

        var future = Base64Url.EncodeToString("s0:1000000"u8);
        var answer = await Tenant.Anna.GetAsync($"search?q=Aoki&version={future}");
        answer.Problem(503, "version-not-there-yet");
        Assert.Equal("2", answer.Headers["Retry-After"]);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("limit=x", "limit")]
    [InlineData("scope=all", "scope")]
    [InlineData("scope=1", "scope")]
    [InlineData("continuation=x", "continuation")]
    [InlineData("highlight=maybe", "highlight")]
    public async Task A_parameter_that_is_not_as_expected_is_named(string parameter, string field) =>
        (await Tenant.Anna.GetAsync($"search?q=a&{parameter}")).Problem(400, "invalid", field);

    [Fact]
    public async Task A_question_that_is_too_long_is_refused() =>
        (await Tenant.Anna.GetAsync($"search?q={new string('a', 501)}")).Problem(400, "invalid", "q");

    private static async Task BatchAsync(ApiClient caller, string scope, int count)
    {
        var items = Enumerable.Range(0, count).Select(i => Json($$"""{ "contact": { "scope": "{{scope}}", "name": { "full": "Name {{i}}" } } }"""));
        (await caller.PostAsync("contacts/batch", new JsonObject { ["items"] = new JsonArray([.. items]) })).Is(HttpStatusCode.OK);
    }

    private async Task<(int Found, int Listed, bool LookedUp)> FoundAsync(string name) => (
        (await GetAsync(Tenant.Anna, $"search?q={name}")).Number("total"),
        (await GetAsync(Tenant.Anna, "contacts?scope=shared")).Number("total"),
        (await GetAsync(Tenant.Anna, "lookup?number=%2B81312345678"))["match"] is not null);
}
