using Xunit.Abstractions;

namespace ServerlessContacts.EndToEnd.Worker;

/// <summary>A test of the shared worker, or of others; one that fails shows what they printed and logged.</summary>
[Collection(WorkerCollection.Name)]
public abstract class WorkerTest(WorkerFixture worker, ITestOutputHelper output) : IAsyncLifetime
{
    private readonly List<WorkerHost> others = [];

    protected WorkerFixture Worker => worker;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var host in others.Append(worker.Host))
        {
            output.WriteLine(host.Log);
        }

        foreach (var host in others)
        {
            await host.DisposeAsync();
        }
    }

    /// <summary>A worker that runs for this test only.</summary>
    /// <param name="settings">In the place of those that the shared one has.</param>
    protected async Task<WorkerHost> StartAnotherAsync(params (string Name, string Value)[] settings)
    {
        var host = await worker.StartAnotherAsync(settings);
        others.Add(host);
        return host;
    }
}
