using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Functions;
using ServerlessContacts.Tests.Infrastructure;

namespace ServerlessContacts.EndToEnd.Infrastructure;

/// <summary>What <c>dotnet publish</c> makes of the functions, in the build that this is.</summary>
public sealed class PublishTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("publish-").FullName;

    private static bool HasStandIns => typeof(FunctionAttribute).Assembly.GetName().Name!.Contains("StandIns", StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [StandInsFact(HasThem = true)]
    public async Task A_build_with_stand_ins_is_not_published()
    {
        var run = await PublishAsync("--no-build");
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("This package feed lacks the Azure Functions worker, so this build holds stand-ins and cannot run in Azure.", run.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [StandInsFact(HasThem = false)]
    public async Task The_genuine_build_is_published_with_all_that_the_host_reads()
    {
        var run = await PublishAsync();
        Assert.True(run.ExitCode == 0, run.Output);
        // What becomes known of a package one day is no matter of this build.
        Assert.DoesNotMatch(": warning (?!NU190[1-4])", run.Output);
        Assert.Equal(InfrastructureFiles.Read("host.json"), await ReadAsync("host.json"));
        Assert.Equal("dotnet-isolated", (string?)JsonNode.Parse(await ReadAsync("worker.config.json"))!["description"]!["language"]);
        var functions = typeof(FunctionRegistration).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name).OfType<string>();
        Assert.Equal(
            functions.Order(StringComparer.Ordinal),
            JsonNode.Parse(await ReadAsync("functions.metadata"))!.AsArray().Select(function => (string)function!["name"]!).Order(StringComparer.Ordinal));
    }

    /// <summary>The worker itself is started; there is no host that it could reach, and it does not come that far.</summary>
    [StandInsFact(HasThem = false)]
    public async Task The_genuine_worker_without_settings_ends_with_one_line()
    {
        Assert.Equal(0, (await PublishAsync()).ExitCode);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, "ServerlessContacts.Functions.dll"), "--functions-uri", "http://127.0.0.1:9", "--functions-request-id", "1", "--functions-worker-id", "1", "--functions-grpc-max-message-length", "1000000"]);
        Assert.Equal(
            new ToolRun(1, "", $"No storage account is set: Storage as a connection string, or Storage__blobServiceUri as an address.{Environment.NewLine}"), await ToolRun.OfAsync(start));
    }

    private Task<ToolRun> PublishAsync(params string[] options)
    {
        var start = new ProcessStartInfo("dotnet", ["publish", Path.Combine(InfrastructureFiles.Root, "src", "ServerlessContacts.Functions"), "-c", "Release", "-o", folder, "-nologo", .. options]);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        return ToolRun.OfAsync(start);
    }

    private Task<string> ReadAsync(string name) => File.ReadAllTextAsync(Path.Combine(folder, name));

    /// <summary>The two builds are not published alike.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class StandInsFactAttribute : FactAttribute
    {
        public bool HasThem
        {
            get => HasStandIns;
            set => Skip = value == HasStandIns ? null : HasStandIns ? "needs the genuine packages" : "needs stand-ins";
        }
    }
}
