using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ServerlessContacts.EndToEnd;

/// <summary>
/// A running Azurite with its blob, queue and table services, each on a port the system chose. Nothing is kept on disk unless a
/// folder is named. Stopped by <see cref="DisposeAsync"/>, and by itself when this process ends.
/// </summary>
public sealed partial class Azurite : IAsyncDisposable
{
    public const string AccountName = "devstoreaccount1";

    // The same published key on every machine: https://learn.microsoft.com/azure/storage/common/storage-use-azurite
    public const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Uri> endpoints = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> output = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process process;
    private bool started;

    private Azurite(ProcessStartInfo start) => process = new Process { StartInfo = start, EnableRaisingEvents = true };

    public Uri BlobEndpoint => endpoints["Blob"];

    public Uri QueueEndpoint => endpoints["Queue"];

    public Uri TableEndpoint => endpoints["Table"];

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={AccountName};AccountKey={AccountKey};"
        + $"BlobEndpoint={BlobEndpoint};QueueEndpoint={QueueEndpoint};TableEndpoint={TableEndpoint};";

    /// <summary>Starts an emulator and returns when all three services answer.</summary>
    /// <param name="location">A folder to keep the data in; in memory when left out.</param>
    /// <param name="more">More arguments of Azurite.</param>
    public static async Task<Azurite> StartAsync(string? location = null, params string[] more)
    {
        await AzuriteInstallation.EnsureAsync();
        var azurite = new Azurite(Command(location, more));
        try
        {
            await azurite.RunAsync();
            return azurite;
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (started && !process.HasExited)
            await StopAsync();
        process.Dispose();
    }

    private static ProcessStartInfo Command(string? location, string[] more)
    {
        var start = AzuriteInstallation.Command("node");
        string[] storage = location is null ? ["--inMemoryPersistence"] : ["--location", location];
        string[] arguments =
        [
            AzuriteInstallation.EntryPoint, "--silent", "--disableTelemetry", "--skipApiVersionCheck",
            "--blobPort", "0", "--queuePort", "0", "--tablePort", "0", .. storage, .. more,
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return start;
    }

    private async Task RunAsync()
    {
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.Exited += (_, _) => ready.TrySetException(Failure("ended"));
        started = process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (await Task.WhenAny(ready.Task, Task.Delay(StartDeadline)) != ready.Task)
            throw Failure($"did not answer within {StartDeadline.TotalSeconds:0} s");
        await ready.Task;
    }

    private void Read(string? line)
    {
        if (line is null)
            return;
        output.Enqueue(line);
        if (Listening.Match(line) is not { Success: true } match)
            return;
        endpoints[match.Groups["service"].Value] = new Uri($"{match.Groups["address"].Value}/{AccountName}");
        if (endpoints.Count == 3)
            ready.TrySetResult();
    }

    private InvalidOperationException Failure(string what) =>
        new($"Azurite {what}. Its output:{Environment.NewLine}{string.Join(Environment.NewLine, output)}");

    private async Task StopAsync()
    {
        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(StopDeadline);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    [GeneratedRegex(@"^Azurite (?<service>\w+) service is successfully listening at (?<address>\S+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening { get; }
}
