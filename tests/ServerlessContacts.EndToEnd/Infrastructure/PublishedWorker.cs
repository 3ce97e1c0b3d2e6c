using System.Diagnostics;
using ServerlessContacts.Tests.Infrastructure;

namespace ServerlessContacts.EndToEnd.Infrastructure;

/// <summary>The functions as they are deployed, published once for all tests that look at them or run them.</summary>
public sealed class PublishedWorker : IAsyncLifetime
{
    private static readonly Lazy<Task<(string Folder, string Output)>> Published = new(() => PublishAsync());

    public string Folder { get; private set; } = "";

    /// <summary>What publishing printed.</summary>
    public string Output { get; private set; } = "";

    public async Task InitializeAsync() => (Folder, Output) = await Published.Value;

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Publishes into a folder beside what is built, anew each time.</summary>
    /// <param name="arguments">More than those of a deployment.</param>
    public static async Task<(string Folder, string Output)> PublishAsync(params string[] arguments)
    {
        var folder = Path.Combine(InfrastructureFiles.Root, "artifacts", "worker", arguments.Length == 0 ? "deployed" : "measured");
        if (System.IO.Directory.Exists(folder))
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }

        var project = Path.Combine(InfrastructureFiles.Root, "src", "ServerlessContacts.Functions");
        var start = new ProcessStartInfo("dotnet", ["publish", project, "-c", "Release", "-o", folder, "-nologo", .. arguments]);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        var run = await ToolRun.OfAsync(start);
        Assert.True(run.ExitCode == 0, run.Output);
        return (folder, run.Output);
    }
}
