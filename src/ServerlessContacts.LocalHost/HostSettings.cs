namespace ServerlessContacts.LocalHost;

/// <summary>
/// host.json with the defaults of the Functions host, overridden by settings that begin with <c>AzureFunctionsJobHost:</c> as in Azure,
/// and the few settings of this host alone (section <c>LocalHost</c>).
/// </summary>
internal sealed record HostSettings
{
    public string RoutePrefix { get; init; } = "api";

    /// <summary>Null means that functions may run without end.</summary>
    public TimeSpan? FunctionTimeout { get; init; } = TimeSpan.FromMinutes(30);

    public QueueSettings Queues { get; init; } = new();

    public BlobSettings Blobs { get; init; } = new();

    /// <summary>How long running functions may go on after the host was told to stop, before their tokens are cancelled.</summary>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public static HostSettings Read(IConfiguration hostJson, IConfiguration configuration)
    {
        var local = configuration.GetSection("LocalHost");
        return new HostSettings
        {
            RoutePrefix = (hostJson["extensions:http:routePrefix"] ?? "api").Trim('/'),
            FunctionTimeout = Timeout(hostJson["functionTimeout"]),
            Queues = QueueSettings.Read(hostJson.GetSection("extensions:queues"), local),
            Blobs = BlobSettings.Read(hostJson.GetSection("extensions:blobs")),
            ShutdownTimeout = local.GetValue("ShutdownTimeout", TimeSpan.FromSeconds(30)),
        };
    }

    public static IConfigurationRoot HostJson(string path, IConfiguration configuration)
    {
        if (!File.Exists(path))
        {
            throw new LocalHostSetupException($"There is no host.json at {path}.");
        }

        return new ConfigurationBuilder()
            .AddJsonFile(Path.GetFullPath(path), optional: false, reloadOnChange: false)
            .AddConfiguration(configuration.GetSection("AzureFunctionsJobHost"))
            .Build();
    }

    private static TimeSpan? Timeout(string? text) => text switch
    {
        null => TimeSpan.FromMinutes(30),
        "-1" => null,
        _ => TimeSpan.Parse(text, System.Globalization.CultureInfo.InvariantCulture),
    };
}

internal sealed record QueueSettings
{
    /// <summary>The service gives at most 32 messages at once.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>A new batch is fetched when so many messages or fewer are still running.</summary>
    public int NewBatchThreshold { get; init; } = 8;

    /// <summary>How long a failed message waits for its next try.</summary>
    public TimeSpan VisibilityTimeout { get; init; }

    public int MaxDequeueCount { get; init; } = 5;

    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromMinutes(1);

    public bool Base64 { get; init; } = true;

    /// <summary>
    /// How long a message stays hidden without a sign of life of the process that runs it. The Functions host takes ten minutes; a
    /// developer who kills the process should not wait so long for the message to come back.
    /// </summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    public static QueueSettings Read(IConfiguration queues, IConfiguration local)
    {
        var batchSize = queues.GetValue("batchSize", 16);
        return new QueueSettings
        {
            BatchSize = batchSize,
            NewBatchThreshold = queues.GetValue("newBatchThreshold", batchSize / 2),
            VisibilityTimeout = queues.GetValue("visibilityTimeout", TimeSpan.Zero),
            MaxDequeueCount = queues.GetValue("maxDequeueCount", 5),
            MaxPollingInterval = queues.GetValue("maxPollingInterval", TimeSpan.FromMinutes(1)),
            Base64 = !string.Equals(queues["messageEncoding"], "none", StringComparison.OrdinalIgnoreCase),
            Lease = local.GetValue("QueueLease", TimeSpan.FromSeconds(30)),
        };
    }
}

internal sealed record BlobSettings
{
    public int MaxDegreeOfParallelism { get; init; } = 8 * Environment.ProcessorCount;

    /// <summary>Tries before a blob goes to the poison queue.</summary>
    public int PoisonBlobThreshold { get; init; } = 5;

    public static BlobSettings Read(IConfiguration blobs) => new()
    {
        MaxDegreeOfParallelism = blobs.GetValue("maxDegreeOfParallelism", 8 * Environment.ProcessorCount),
        PoisonBlobThreshold = blobs.GetValue("poisonBlobThreshold", 5),
    };
}
