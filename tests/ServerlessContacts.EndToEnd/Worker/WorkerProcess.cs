using System.Diagnostics;
using System.Text;

namespace ServerlessContacts.EndToEnd.Worker;

/// <summary>The published functions, started as the Functions host starts them, with all that they print and log.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder log = new();

    private WorkerProcess(ProcessStartInfo start) => process = new Process { StartInfo = start };

    public string Log
    {
        get
        {
            lock (log)
            {
                return log.ToString();
            }
        }
    }

    public int ExitCode => process.ExitCode;

    public static WorkerProcess Start(string folder, Uri host, IEnumerable<(string Name, string Value)> settings)
    {
        var worker = new WorkerProcess(Command(folder, host, settings));
        worker.process.OutputDataReceived += (_, line) => worker.Add(line.Data);
        worker.process.ErrorDataReceived += (_, line) => worker.Add(line.Data);
        worker.process.Start();
        worker.process.BeginOutputReadLine();
        worker.process.BeginErrorReadLine();
        return worker;
    }

    public void Add(string? line)
    {
        lock (log)
        {
            log.AppendLine(line);
        }
    }

    /// <summary>Also waits until all output has been read.</summary>
    public Task ExitedAsync(CancellationToken cancellation = default) => process.WaitForExitAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static ProcessStartInfo Command(string folder, Uri host, IEnumerable<(string Name, string Value)> settings)
    {
        var id = Guid.NewGuid().ToString();
        string[] arguments =
        [
            Path.Combine(folder, "ServerlessContacts.Functions.dll"), "--functions-uri", host.ToString(), "--functions-worker-id", id,
            "--functions-request-id", Guid.NewGuid().ToString(), "--functions-grpc-max-message-length", $"{int.MaxValue}",
        ];
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings.Concat(Environment(folder)))
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <summary>What the Functions host sets beside the settings of the app.</summary>
    private static IEnumerable<(string Name, string Value)> Environment(string folder) =>
    [
        ("AzureWebJobsScriptRoot", folder),
        ("FUNCTIONS_APPLICATION_DIRECTORY", folder),
        ("FUNCTIONS_WORKER_DIRECTORY", folder),
        ("FUNCTIONS_WORKER_RUNTIME", "dotnet-isolated"),
    ];
}
