using System.Net;

namespace ServerlessContacts.EndToEnd;

[Collection(AzuriteCollection.Name)]
public sealed class CorsTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("https://app.example", "https://app.example")]
    [InlineData("https://evil.example", null)]
    public async Task Pages_of_configured_origins_may_call_and_no_others(string origin, string? allowed)
    {
        await using var host = await ServiceHost.StartAsync(azurite.ConnectionString, ("LocalHost:Cors", "https://app.example, https://other.example"));
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/api/contacts/s0-1");
        preflight.Headers.Add("Origin", origin);
        preflight.Headers.Add("Access-Control-Request-Method", "PATCH");
        preflight.Headers.Add("Access-Control-Request-Headers", "authorization,if-match,content-type");
        using var answer = await host.Http.SendAsync(preflight);
        Assert.Equal(allowed, answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/health");
        request.Headers.Add("Origin", origin);
        using var health = await host.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.Equal(allowed, health.Headers.TryGetValues("Access-Control-Allow-Origin", out values) ? values.Single() : null);
    }
}
