using ServerlessContacts.EndToEnd.Infrastructure;

namespace ServerlessContacts.EndToEnd.Worker;

/// <summary>Test classes of this collection share one running worker, with a storage of its own.</summary>
[CollectionDefinition(Name)]
public sealed class WorkerCollection : ICollectionFixture<WorkerFixture>
{
    public const string Name = "Worker";
}

public sealed class WorkerFixture : IAsyncLifetime
{
    private readonly PublishedWorker published = new();
    private WorkerStage? stage;
    private WorkerHost? host;

    public WorkerStage Stage => stage!;

    public WorkerHost Host => host!;

    /// <summary>A member who administers the tenant.</summary>
    public ApiClient Administrator => Stage.As(Host);

    public async Task InitializeAsync()
    {
        await published.InitializeAsync();
        stage = await WorkerStage.SetAsync();
        host = await StartAnotherAsync();
    }

    public Task<WorkerHost> StartAnotherAsync(params (string Name, string Value)[] settings) =>
        Stage.StartAsync(published.Folder, settings);

    public async Task DisposeAsync()
    {
        await (host?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (stage?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
