using System.Diagnostics;

namespace ServerlessContacts.Benchmarks.Search;

/// <summary>This program once more, for what has to be measured apart from all else that a process holds.</summary>
internal static class ChildProcess
{
    /// <summary>Prints what it prints but for the last line, which is its result.</summary>
    public static string Run(params string[] arguments)
    {
        // The program runs as itself or, as ./dev does it, as a library that dotnet is given.
        string[] program = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(ChildProcess).Assembly.Location] : [];
        var start = new ProcessStartInfo(Environment.ProcessPath!, [.. program, "search", .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["DOTNET_TieredCompilation"] = "1";
        using var child = Process.Start(start)!;
        var last = "";
        while (child.StandardOutput.ReadLine() is { } line)
        {
            Console.Write(last.Length == 0 ? "" : last + Environment.NewLine);
            last = line;
        }

        child.WaitForExit();
        return child.ExitCode == 0 ? last : throw new InvalidOperationException($"search {string.Join(' ', arguments)} failed.");
    }
}
