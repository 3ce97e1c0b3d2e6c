using System.Net;
using System.Text.Json.Nodes;
using ServerlessContacts.Providers;
using Xunit.Abstractions;

namespace ServerlessContacts.EndToEnd.Worker;

/// <summary>A worker that nobody syncs with pays nothing for the SDKs of providers, which are large.</summary>
public sealed class LoadedAssemblyTests(WorkerFixture worker, ITestOutputHelper output) : WorkerTest(worker, output), IDisposable
{
    private readonly string file = Path.GetTempFileName();

    [LinuxFact]
    public async Task No_sdk_of_a_provider_is_loaded_before_an_account_is_opened()
    {
        var host = await StartAnotherAsync(
            ("DOTNET_STARTUP_HOOKS", typeof(StartupHook).Assembly.Location),
            (StartupHook.Variable, file),
            ("PublicBaseUrl", "https://contacts.example"),
            ("Providers__Google__ClientId", "g"),
            ("Providers__Google__ClientSecret", "s"),
            ("Providers__Microsoft__ClientId", "m"),
            ("Providers__Microsoft__ClientSecret", "s"));
        var administrator = Worker.Stage.As(host);
        (await administrator.GetAsync("search?q=winter")).Is(HttpStatusCode.OK);
        foreach (var provider in new[] { "google", "microsoft" })
        {
            (await administrator.PostAsync("connections", new JsonObject { ["provider"] = provider })).Is(HttpStatusCode.Created);
        }

        (await administrator.GetAsync("connections")).Is(HttpStatusCode.OK);
        var loaded = await File.ReadAllLinesAsync(file);
        Assert.Contains(typeof(ProviderRegistration).Assembly.GetName().Name, loaded);
        Assert.DoesNotContain(typeof(Microsoft.Graph.GraphServiceClient).Assembly.GetName().Name, loaded);
        Assert.DoesNotContain(typeof(Google.Apis.PeopleService.v1.PeopleServiceService).Assembly.GetName().Name, loaded);
        Assert.DoesNotContain(loaded, name => name.StartsWith("Google.Apis", StringComparison.Ordinal));
        Assert.DoesNotContain(loaded, name => name.StartsWith("Microsoft.Kiota", StringComparison.Ordinal));
    }

    public void Dispose() => File.Delete(file);
}
