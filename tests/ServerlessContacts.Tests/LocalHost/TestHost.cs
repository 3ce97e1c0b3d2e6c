using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerlessContacts.LocalHost;

namespace ServerlessContacts.Tests.LocalHost;

/// <summary>A running host with function classes of a test, its journal and its log.</summary>
public sealed class TestHost : IAsyncDisposable
{
    private readonly LocalHostApplication application;

    private TestHost(LocalHostApplication application)
    {
        this.application = application;
        Client = new HttpClient { BaseAddress = new Uri(application.Url) };
        Journal = application.Services.GetRequiredService<Journal>();
        Log = application.Services.GetRequiredService<LogRecords>();
    }

    public HttpClient Client { get; }

    public Journal Journal { get; }

    public LogRecords Log { get; }

    public static async Task<TestHost> StartAsync(LocalHostOptions options)
    {
        var built = LocalHostApplication.Build(options);
        await built.StartAsync();
        return new TestHost(built);
    }

    public static Task<TestHost> StartAsync(params Type[] classes) => StartAsync(Options(classes));

    public static LocalHostOptions Options(params Type[] classes) => new()
    {
        Classes = classes,
        Port = 0,
        HostJson = WithPrefix(),
        Configuration = Settings(("Logging:LogLevel:Default", "Information")),
        ConfigureServices = AddJournal,
    };

    public static IConfiguration Settings(params (string Name, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Name, setting.Value)))
        .Build();

    public static void AddJournal(IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<Journal>()
        .AddLogging(logging => logging.ClearProviders())
        .AddSingleton<LogRecords>()
        .AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<LogRecords>());

    /// <summary>The product's host.json with a prefix of routes, so that a route without it is seen to be none.</summary>
    private static string WithPrefix()
    {
        var settings = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json")))!;
        settings["extensions"]!["http"]!["routePrefix"] = "api";
        var path = Path.Combine(System.IO.Directory.CreateTempSubdirectory("test-host").FullName, "host.json");
        File.WriteAllText(path, settings.ToJsonString());
        return path;
    }

    public Task StopAsync() => application.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await application.StopAsync();
        await application.DisposeAsync();
    }
}
