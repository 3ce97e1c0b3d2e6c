using System.Diagnostics;
using System.Text.Json;

namespace ServerlessContacts.Benchmarks;

/// <summary>Runs a measurement in a process of its own; its last line is the result as JSON.</summary>
internal static class MeasuredProcess
{
    public static async Task<T> RunAsync<T>(params string[] arguments)
    {
        // The program runs as itself or, as ./dev does it, as a library that dotnet is given.
        string[] program = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(MeasuredProcess).Assembly.Location] : [];
        var start = new ProcessStartInfo(Environment.ProcessPath!, [.. program, .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var child = Process.Start(start)!;
        var output = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        var last = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault();
        return child.ExitCode == 0 && last is not null
            ? JsonSerializer.Deserialize<T>(last)!
            : throw new InvalidOperationException($"The measurement '{string.Join(' ', arguments)}' failed.");
    }
}
