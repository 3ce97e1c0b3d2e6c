namespace ServerlessContacts.EndToEnd.Api;

/// <summary>Test classes of this collection share one running service on an emulator of its own; each test makes a tenant for itself.</summary>
[CollectionDefinition(Name)]
public sealed class ApiCollection : ICollectionFixture<ApiFixture>
{
    public const string Name = "Api";
}

public sealed class ApiFixture : IAsyncLifetime
{
    private Azurite? azurite;
    private ServiceHost? host;
    private SimulatedProviders? providers;

    public ServiceHost Host => host ?? throw new InvalidOperationException("The service has not been started.");

    /// <summary>The connection string of its storage.</summary>
    public string Storage => azurite?.ConnectionString ?? throw new InvalidOperationException("The emulator has not been started.");

    public SimulatedProviders Providers => providers ?? throw new InvalidOperationException("The providers have not been started.");

    public async Task InitializeAsync()
    {
        azurite = await Azurite.StartAsync();
        var port = ServiceHost.FreePort();
        providers = await SimulatedProviders.StartAsync(TimeProvider.System, new Uri($"http://127.0.0.1:{port}"));
        host = await ServiceHost.StartAsync(azurite.ConnectionString, TimeProvider.System, port, providers.Settings);
    }

    public async Task DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        if (providers is not null)
        {
            await providers.DisposeAsync();
        }

        if (azurite is not null)
        {
            await azurite.DisposeAsync();
        }
    }
}
