using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using ServerlessContacts.LocalHost;

namespace ServerlessContacts.EndToEnd;

/// <summary>The service as a process that can be killed. It forgets a dead process's messages and leases within seconds.</summary>
public sealed partial class ServiceProcess(string storage) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly string keyFile =
        Path.Combine(System.IO.Directory.CreateTempSubdirectory("serverless-contacts-").FullName, "development-key");
    private readonly StringBuilder log = new();
    private Process? process;
    private HttpClient? http;

    /// <summary>An administrator of the tenant <c>demo</c>.</summary>
    public ApiClient Client { get; private set; } = null!;

    /// <summary>The most memory that the process has held so far.</summary>
    public long PeakMegabytes
    {
        get
        {
            process!.Refresh();
            return process.PeakWorkingSet64 / 1024 / 1024;
        }
    }

    public async Task StartAsync()
    {
        var address = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        process = new Process { StartInfo = Command() };
        process.OutputDataReceived += (_, line) => Read(line.Data, address);
        process.ErrorDataReceived += (_, line) => Read(line.Data, address);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        http?.Dispose();
        http = new HttpClient { BaseAddress = new Uri(await address.Task.WaitAsync(Patience)) };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("LocalHost:KeyFile", (string?)keyFile)]).Build();
        Client = new ApiClient(http, ("Authorization", $"Bearer {LocalService.Token(configuration, null, null, null)}"));
    }

    /// <summary>SIGKILL: nothing of the process runs on.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>The one import, when it is as wanted.</summary>
    public async Task<JsonObject> UntilImportAsync(Func<JsonObject, bool> wanted)
    {
        for (var since = Stopwatch.StartNew(); since.Elapsed < Patience; await Task.Delay(50))
        {
            var imports = (await Client.GetAsync("imports")).Json(HttpStatusCode.OK)["items"]!.AsArray();
            if (imports.Count > 0 && wanted(imports[0]!.AsObject()))
            {
                return imports[0]!.AsObject();
            }
        }

        throw new TimeoutException($"The import did not get there.{Environment.NewLine}{log}");
    }

    public async ValueTask DisposeAsync()
    {
        http?.Dispose();
        if (process is { HasExited: false })
        {
            await KillAsync();
        }

        process?.Dispose();
        System.IO.Directory.Delete(Path.GetDirectoryName(keyFile)!, recursive: true);
    }

    private ProcessStartInfo Command()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ServerlessContacts.LocalHost.dll"), "--port", "0"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Storage"] = storage;
        start.Environment["LocalHost__KeyFile"] = keyFile;
        start.Environment["LocalHost__QueueLease"] = "00:00:03";
        start.Environment["Import__LeaseTime"] = "00:00:03";
        start.Environment["Import__Patience"] = "00:00:01";
        return start;
    }

    private void Read(string? line, TaskCompletionSource<string> address)
    {
        lock (log)
        {
            log.AppendLine(line);
        }

        if (line is not null && Listening().Match(line) is { Success: true } match)
        {
            address.TrySetResult(match.Groups["url"].Value);
        }
    }

    [GeneratedRegex(@"Now listening on: (?<url>http://\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();
}
