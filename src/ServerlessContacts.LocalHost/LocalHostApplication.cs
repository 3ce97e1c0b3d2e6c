using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ServerlessContacts.Backup;
using ServerlessContacts.LocalHost.Blobs;
using ServerlessContacts.LocalHost.Functions;
using ServerlessContacts.LocalHost.Http;
using ServerlessContacts.LocalHost.Queues;
using ServerlessContacts.LocalHost.Timers;

namespace ServerlessContacts.LocalHost;

/// <summary>A host that runs Azure Functions classes on this machine; see the README beside it.</summary>
public sealed class LocalHostApplication : IAsyncDisposable
{
    /// <summary>After the time for running functions there must be some left to write down what became of them.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);
    private readonly WebApplication app;
    private readonly int port;

    private LocalHostApplication(WebApplication app, int port)
    {
        this.app = app;
        this.port = port;
    }

    /// <summary>Where the host listens, known once it has started, without a slash at the end.</summary>
    public string Url => app.Urls.First();

    public IServiceProvider Services => app.Services;

    /// <exception cref="LocalHostSetupException">A function, a setting or host.json is not as the Functions host wants it.</exception>
    public static LocalHostApplication Build(LocalHostOptions options)
    {
        var hostJson = HostSettings.HostJson(options.HostJson, options.Configuration);
        var settings = HostSettings.Read(hostJson, options.Configuration);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create(BackupSettings.Schedule, (string?)BackupSettings.DefaultSchedule)]);
        builder.Configuration.AddConfiguration(options.Configuration);
        LocalHostLogging.Configure(builder.Logging, hostJson, options.Configuration);
        Listen(builder.WebHost, options.Port);
        options.ConfigureServices(builder.Services, options.Configuration);
        AddHost(builder.Services, options, settings);
        var built = builder.Build();
        Serve(built, options);
        return new LocalHostApplication(built, options.Port);
    }

    /// <exception cref="LocalHostSetupException">The port is taken, or a trigger cannot be set up.</exception>
    public async Task StartAsync(CancellationToken cancellation = default)
    {
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new LocalHostSetupException($"Port {port} is in use by another program; choose one with --port.", exception);
        }
    }

    /// <summary>Starts nothing new, lets what runs finish within <c>LocalHost:ShutdownTimeout</c>, then cancels it.</summary>
    public Task StopAsync(CancellationToken cancellation = default) => app.StopAsync(cancellation);

    /// <summary>Done when the host has stopped, by <see cref="StopAsync"/>, Ctrl-C or SIGTERM.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellation = default) => app.WaitForShutdownAsync(cancellation);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static void Listen(IWebHostBuilder host, int port) => host
        .UseKestrelCore()
        .ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyLimit.Bytes;
            if (port == 0)
            {
                kestrel.Listen(IPAddress.Loopback, port);
            }
            else
            {
                kestrel.ListenLocalhost(port);
            }
        });

    private static void AddHost(IServiceCollection services, LocalHostOptions options, HostSettings settings)
    {
        services.AddRouting().AddMvcCore();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings).AddSingleton<HostLifecycle>().AddSingleton<StorageConnections>();
        services.AddSingleton(FunctionCatalog.Find([.. options.Assemblies.SelectMany(assembly => assembly.GetTypes()), .. options.Classes]));
        services.AddSingleton<FunctionInvoker>().AddSingleton<HttpFunctions>().AddSingleton<RouteConflicts>();
        services.TryAddSingleton<IScheduleMonitor>(provider => new BlobScheduleMonitor(
            provider.GetRequiredService<StorageConnections>().Blobs(StorageConnections.Default)));
        services.AddSingleton(provider => new Lazy<IScheduleMonitor>(provider.GetRequiredService<IScheduleMonitor>));
        services.AddHostedService<TimerTriggers>().AddHostedService<QueueTriggers>().AddHostedService<BlobTriggers>();
        services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = settings.ShutdownTimeout + LastWords;
            host.ServicesStopConcurrently = true;
        });
    }

    private static void Serve(WebApplication app, LocalHostOptions options)
    {
        app.UseMiddleware<HostAnswers>();
        app.Use(BodyLimit.ApplyAsync);
        options.ConfigurePipeline(app);
        var services = app.Services;
        services.GetRequiredService<HttpFunctions>().Map(app, services.GetRequiredService<FunctionCatalog>());
    }
}
