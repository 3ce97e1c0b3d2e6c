using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ServerlessContacts.EndToEnd.Worker;

/// <summary>The endpoint at which the platform gives an app the tokens of its managed identity.</summary>
internal sealed class StandInIdentity : IAsyncDisposable
{
    private const string Path = "/msi/token";

    /// <summary>The end of the year 2099, in seconds.</summary>
    private const string Never = "4102444799";

    private readonly string secret = Guid.NewGuid().ToString();
    private readonly WebApplication app;

    private StandInIdentity(string token)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapGet(Path, (HttpRequest request, string resource) => request.Headers["X-IDENTITY-HEADER"] == secret
            ? Results.Json(new { access_token = token, expires_on = Never, resource, token_type = "Bearer" })
            : Results.Unauthorized());
    }

    /// <summary>What the platform sets.</summary>
    public IEnumerable<(string Name, string Value)> Settings =>
        [("IDENTITY_ENDPOINT", $"{app.Urls.Single()}{Path}"), ("IDENTITY_HEADER", secret)];

    /// <param name="token">Given for any resource.</param>
    public static async Task<StandInIdentity> StartAsync(string token)
    {
        var identity = new StandInIdentity(token);
        await identity.app.StartAsync();
        return identity;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
