using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ServerlessContacts.Simulators;

/// <summary>A simulated provider's web server on a free loopback port; its endpoints are mapped by whoever starts it.</summary>
public sealed class SimulatorHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Traffic traffic;

    private SimulatorHost(WebApplication app, Traffic traffic) => (this.app, this.traffic) = (app, traffic);

    public Uri Address => new(app.Urls.Single());

    /// <summary>How many requests have come in so far, whatever for.</summary>
    public int Requests => traffic.Requests;

    /// <summary>Of a client whose process has ended, none is left once everything that it had sent was dealt with.</summary>
    public int OpenConnections => traffic.OpenConnections;

    /// <param name="port">0 for one that is free.</param>
    public static async Task<SimulatorHost> StartAsync(int port, params Action<WebApplication>[] maps)
    {
        var counted = new Traffic();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(options => options.ConfigureEndpointDefaults(listen => listen.Use(counted.CountConnection)));
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var server = builder.Build();
        server.Use(counted.CountRequestAsync);
        foreach (var map in maps)
        {
            map(server);
        }

        await server.StartAsync();
        return new SimulatorHost(server, counted);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private sealed class Traffic
    {
        private int requests;
        private int connections;

        public int Requests => Volatile.Read(ref requests);

        public int OpenConnections => Volatile.Read(ref connections);

        public Task CountRequestAsync(HttpContext context, RequestDelegate next)
        {
            Interlocked.Increment(ref requests);
            return next(context);
        }

        public ConnectionDelegate CountConnection(ConnectionDelegate next) => async connection =>
        {
            Interlocked.Increment(ref connections);
            try
            {
                await next(connection);
            }
            finally
            {
                Interlocked.Decrement(ref connections);
            }
        };
    }
}
