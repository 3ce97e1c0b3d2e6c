using System.Net;

namespace ServerlessContacts.EndToEnd.Api;

/// <summary>Parameters by which other services page are refused, as who sends them would take the first page for all there is.</summary>
public sealed class PageParameterTests(ApiFixture fixture) : ApiTest(fixture)
{
    public static TheoryData<string> Lists { get; } =
        ["contacts", "contacts?view=deleted", "connections", "imports", "import-mappings", "keys", "labels", "erasures"];

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_list_names_its_own_parameters_where_it_is_sent_those_of_others(string path)
    {
        var start = $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}";
        foreach (var size in new[] { "limit", "size", "count", "per_page", "perPage", "page_size", "maxResults", "top" })
        {
            Assert.Contains("pageSize", (await Tenant.Administrator.GetAsync($"{start}{size}=2")).Problem(400, "invalid", size)
                .ToJsonString(), StringComparison.Ordinal);
        }

        foreach (var place in new[] { "cursor", "offset", "page", "pageToken", "skip" })
        {
            Assert.Contains("continuation", (await Tenant.Administrator.GetAsync($"{start}{place}=2")).Problem(400, "invalid", place)
                .ToJsonString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("search?q=a&pageSize=2", "pageSize", "limit")]
    [InlineData("search?q=a&offset=2", "offset", "continuation")]
    [InlineData("changes?pageSize=2", "pageSize", "limit")]
    [InlineData("changes?cursor=2", "cursor", "since")]
    public async Task What_takes_a_limit_names_it(string path, string sent, string expected) =>
        Assert.Contains(expected, (await Tenant.Administrator.GetAsync(path)).Problem(400, "invalid", sent)
            .ToJsonString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("contacts?pageSize=2&PAGESIZE=2")]
    [InlineData("contacts?flavour=mint")]
    [InlineData("search?q=a&limit=2&nonsense=1")]
    public async Task What_means_nothing_to_anybody_is_passed_over(string path) =>
        (await Tenant.Administrator.GetAsync(path)).Is(HttpStatusCode.OK);
}
