using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ServerlessContacts.Simulators;

/// <summary>A simulated provider's web server on a free loopback port; its endpoints are mapped by whoever starts it.</summary>
public sealed class SimulatorHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly RequestCount requests;

    private SimulatorHost(WebApplication app, RequestCount requests) => (this.app, this.requests) = (app, requests);

    public Uri Address => new(app.Urls.Single());

    /// <summary>How many requests have come in so far, whatever for.</summary>
    public int Requests => requests.Value;

    /// <param name="port">0 for one that is free.</param>
    public static async Task<SimulatorHost> StartAsync(int port, params Action<WebApplication>[] maps)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var server = builder.Build();
        var count = new RequestCount();
        server.Use(count.CountAsync);
        foreach (var map in maps)
        {
            map(server);
        }

        await server.StartAsync();
        return new SimulatorHost(server, count);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private sealed class RequestCount
    {
        private int value;

        public int Value => Volatile.Read(ref value);

        public Task CountAsync(HttpContext context, RequestDelegate next)
        {
            Interlocked.Increment(ref value);
            return next(context);
        }
    }
}
