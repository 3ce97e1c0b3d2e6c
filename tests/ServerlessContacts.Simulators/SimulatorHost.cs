using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace ServerlessContacts.Simulators;

/// <summary>A simulated provider's web server on a free loopback port; its endpoints are mapped by whoever starts it.</summary>
public sealed class SimulatorHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private SimulatorHost(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    /// <param name="port">0 for one that is free.</param>
    public static async Task<SimulatorHost> StartAsync(int port, params Action<WebApplication>[] maps)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var server = builder.Build();
        foreach (var map in maps)
        {
            map(server);
        }

        await server.StartAsync();
        return new SimulatorHost(server);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
