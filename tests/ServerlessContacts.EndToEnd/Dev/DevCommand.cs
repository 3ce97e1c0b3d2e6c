using System.Diagnostics;
using System.Text;

namespace ServerlessContacts.EndToEnd.Dev;

/// <summary>A run of <c>./dev</c> with what this test run has built, and with a folder of its own instead of the developer's <c>.local</c>.</summary>
internal sealed class DevCommand : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();
    private readonly Process process;

    private DevCommand(ProcessStartInfo start)
    {
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Append(output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(errors, line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output => Read(output);

    public string Errors => Read(errors);

    public static DevCommand Start(string local, params string[] arguments) => new(StartInfo(local, Path.Combine(AzuriteInstallation.Repository, "dev"), arguments));

    /// <summary>With environment variables of the developer's own.</summary>
    public static DevCommand Start(string local, (string Name, string Value)[] environment, params string[] arguments)
    {
        var start = StartInfo(local, Path.Combine(AzuriteInstallation.Repository, "dev"), arguments);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new DevCommand(start);
    }

    /// <summary>A program beside <c>./dev</c>, in the folder that holds <paramref name="local"/>.</summary>
    public static DevCommand StartProgram(string local, string program, params string[] arguments) => new(StartInfo(local, program, arguments));

    /// <summary>Runs to the end.</summary>
    public static async Task<DevCommand> RunAsync(string local, params string[] arguments)
    {
        var command = Start(local, arguments);
        await command.ExitAsync();
        return command;
    }

    public async Task<int> ExitAsync()
    {
        using var patience = new CancellationTokenSource(Deadline);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException exception)
        {
            throw new TimeoutException($"Not ended after {Deadline.TotalSeconds:0} s:{Environment.NewLine}{Output}{Errors}", exception);
        }

        return process.ExitCode;
    }

    public int ExitCode => process.ExitCode;

    public async Task WaitForAsync(string text)
    {
        for (var waited = Stopwatch.StartNew(); !Output.Contains(text, StringComparison.Ordinal);)
        {
            if (process.HasExited || waited.Elapsed > Deadline)
                throw new InvalidOperationException($"'{text}' was not printed, but:{Environment.NewLine}{Output}{Errors}");
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    /// <param name="signal"><c>TERM</c> or <c>KILL</c>: to this process alone, as from another terminal.</param>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {process.Id}"]);
        await kill.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private static ProcessStartInfo StartInfo(string local, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = Path.GetDirectoryName(local),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["SERVERLESS_CONTACTS_LOCAL"] = local;
        start.Environment["SERVERLESS_CONTACTS_NO_BUILD"] = "1";
        start.Environment["SERVERLESS_CONTACTS_CONFIGURATION"] = new DirectoryInfo(AppContext.BaseDirectory).Name;
        return start;
    }

    private static void Append(StringBuilder text, string? line)
    {
        lock (text)
        {
            if (line is not null)
                text.Append(line).Append('\n');
        }
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }
}
