namespace ServerlessContacts.EndToEnd;

/// <summary>Test classes of this collection share one emulator; each test uses table and container names of its own.</summary>
[CollectionDefinition(Name)]
public sealed class AzuriteCollection : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "Azurite";
}

public sealed class AzuriteFixture : IAsyncLifetime
{
    private Azurite? azurite;

    public Azurite Azurite => azurite ?? throw new InvalidOperationException("The emulator has not been started.");

    public string ConnectionString => Azurite.ConnectionString;

    public Uri TableEndpoint => Azurite.TableEndpoint;

    /// <summary>A table name that no other test has.</summary>
    public static string NewTableName() => $"t{Guid.NewGuid():N}";

    /// <summary>A name for a container or queue that no other test has.</summary>
    public static string NewName() => $"t-{Guid.NewGuid():N}";

    public async Task InitializeAsync() => azurite = await Azurite.StartAsync();

    public Task DisposeAsync() => azurite?.DisposeAsync().AsTask() ?? Task.CompletedTask;
}
