using System.Diagnostics;
using System.Text.RegularExpressions;
using ServerlessContacts.Tests.Infrastructure;

namespace ServerlessContacts.EndToEnd.Infrastructure;

/// <summary>Azure's own compiler for Bicep, from the package feed; it needs no cloud, and knows the properties of every resource.</summary>
public static partial class BicepCompiler
{
    private static readonly Lazy<(string? Path, string Told)> Found = new(Restore);

    /// <summary>Why it is not here, where the feed lacks it; null also where the feed cannot be asked, which the tests then tell.</summary>
    public static string? Lacking => Found.Value is { Path: null } found && Missing().IsMatch(found.Told) ? "The package feed has no Bicep compiler for this machine." : null;

    /// <summary>What it says of a file to standard output and, of mistakes and of what it would do otherwise, to standard error.</summary>
    public static async Task<ToolRun> RunAsync(params string[] arguments)
    {
        Assert.True(Found.Value.Path is not null, Found.Value.Told);
        return await ToolRun.OfAsync(new ProcessStartInfo(Found.Value.Path, arguments));
    }

    private static (string? Path, string Told) Restore()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("bicep-");
        try
        {
            var project = Path.Combine(folder.FullName, "Bicep.csproj");
            File.Copy(Path.Combine(InfrastructureFiles.Root, "build", "Bicep.proj"), project);
            var run = ToolRun.OfAsync(new ProcessStartInfo("dotnet", ["msbuild", project, "-restore", "-t:Compiler", "-nologo"])).GetAwaiter().GetResult();
            return (Compiler().Match(run.Output) is { Success: true } found ? Executable(found.Groups["path"].Value.Trim()) : null, run.Output + run.Errors);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Executable(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return $"{path}.exe";
        }

        // A package keeps no such mark.
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    [GeneratedRegex("compiler: (?<path>.+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Compiler();

    [GeneratedRegex("NU110[12]", RegexOptions.None, 1000)]
    private static partial Regex Missing();
}

/// <summary>Runs where the package feed has the compiler.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BicepFactAttribute : FactAttribute
{
    public override string? Skip { get; set; } = BicepCompiler.Lacking;
}
