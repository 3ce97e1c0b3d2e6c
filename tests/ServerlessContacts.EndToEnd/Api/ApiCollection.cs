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

    public ServiceHost Host => host ?? throw new InvalidOperationException("The service has not been started.");

    public async Task InitializeAsync()
    {
        azurite = await Azurite.StartAsync();
        host = await ServiceHost.StartAsync(azurite.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        if (azurite is not null)
        {
            await azurite.DisposeAsync();
        }
    }
}
