namespace ServerlessContacts.EndToEnd.Import;

/// <summary>A test with a service of its own, as a process, on an emulator of its own.</summary>
public abstract class ServiceProcessTest : IAsyncLifetime
{
    private Azurite? azurite;
    private ServiceProcess? service;

    /// <summary>The connection string of the service's storage.</summary>
    protected string Storage => azurite?.ConnectionString ?? throw new InvalidOperationException("The emulator has not been started.");

    protected ServiceProcess Service => service ?? throw new InvalidOperationException("The service has not been started.");

    public async Task InitializeAsync()
    {
        azurite = await Azurite.StartAsync();
        service = new ServiceProcess(azurite.ConnectionString);
        await service.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (service is not null)
        {
            await service.DisposeAsync();
        }

        if (azurite is not null)
        {
            await azurite.DisposeAsync();
        }
    }
}
