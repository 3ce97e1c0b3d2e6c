using System.Net;
using System.Text.RegularExpressions;

namespace ServerlessContacts.EndToEnd.Api;

/// <summary>What somebody sees who opens the service's address in a browser.</summary>
public sealed partial class HomePageTests(ApiFixture fixture) : ApiTest(fixture)
{
    [Fact]
    public async Task The_root_is_a_page_whose_links_anybody_can_follow()
    {
        using var http = new HttpClient { BaseAddress = Host.Http.BaseAddress };
        using var page = await http.GetAsync("/");
        var text = await page.Content.ReadAsStringAsync();
        Assert.Equal((HttpStatusCode.OK, "text/html; charset=utf-8"), (page.StatusCode, page.Content.Headers.ContentType!.ToString()));
        Assert.Matches("^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none';", page.Headers.GetValues("Content-Security-Policy")
            .Single());

        var links = Link.Matches(text).Select(link => link.Groups["to"].Value).ToList();
        Assert.Equal(["/api/openapi.yaml", "/api/health", "/api/health/ready"], links);
        foreach (var link in links)
        {
            using var answer = await http.GetAsync(link);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("HEAD", "/", HttpStatusCode.OK)]
    [InlineData("POST", "/", HttpStatusCode.NotFound)]
    [InlineData("GET", "/x", HttpStatusCode.NotFound)]
    [InlineData("GET", "/contacts", HttpStatusCode.NotFound)]
    [InlineData("GET", "/health", HttpStatusCode.NotFound)]
    public async Task Nothing_else_lies_beside_the_interface(string method, string path, HttpStatusCode status)
    {
        using var http = new HttpClient();
        using var answer = await http.SendAsync(new HttpRequestMessage(HttpMethod.Parse(method), new Uri(Host.Http.BaseAddress!, path)));
        Assert.Equal(status, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("href=\"(?<to>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link { get; }
}
