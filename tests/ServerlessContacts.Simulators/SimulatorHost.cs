using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace ServerlessContacts.Simulators;

/// <summary>A simulated provider's web server on a free loopback port; its endpoints are mapped by whoever starts it.</summary>
public sealed class SimulatorHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConnectionCount connections;

    private SimulatorHost(WebApplication app, ConnectionCount connections) => (this.app, this.connections) = (app, connections);

    public Uri Address => new(app.Urls.Single());

    /// <summary>Of a client whose process has ended, none is left once everything that it had sent was dealt with.</summary>
    public int OpenConnections => connections.Open;

    /// <param name="port">0 for one that is free.</param>
    public static async Task<SimulatorHost> StartAsync(int port, params Action<WebApplication>[] maps)
    {
        var count = new ConnectionCount();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(options => options.ConfigureEndpointDefaults(listen => listen.Use(count.Wrap)));
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var server = builder.Build();
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

    private sealed class ConnectionCount
    {
        private int open;

        public int Open => Volatile.Read(ref open);

        public ConnectionDelegate Wrap(ConnectionDelegate next) => async connection =>
        {
            Interlocked.Increment(ref open);
            try
            {
                await next(connection);
            }
            finally
            {
                Interlocked.Decrement(ref open);
            }
        };
    }
}
