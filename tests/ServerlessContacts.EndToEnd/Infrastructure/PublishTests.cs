using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Functions;
using ServerlessContacts.Tests.Infrastructure;

namespace ServerlessContacts.EndToEnd.Infrastructure;

/// <summary>What <c>dotnet publish</c> makes of the functions.</summary>
public sealed class PublishTests(PublishedWorker worker) : IClassFixture<PublishedWorker>
{
    /// <summary>What the package weighs is loaded by every instance that starts; it was 63 MB with all of Microsoft.Graph.</summary>
    private const long MaxBytes = 30_000_000;

    [Fact]
    public async Task It_is_published_without_a_warning_and_with_all_that_the_host_reads()
    {
        // What becomes known of a package one day is no matter of this build.
        Assert.DoesNotMatch(": warning (?!NU190[1-4])", worker.Output);
        Assert.Equal(InfrastructureFiles.Read("host.json"), await ReadAsync("host.json"));
        Assert.Equal("dotnet-isolated", (string?)JsonNode.Parse(await ReadAsync("worker.config.json"))!["description"]!["language"]);
        var functions = typeof(FunctionRegistration).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name).OfType<string>();
        Assert.Equal(
            functions.Order(StringComparer.Ordinal),
            JsonNode.Parse(await ReadAsync("functions.metadata"))!.AsArray().Select(function => (string)function!["name"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_is_small_and_holds_no_documentation()
    {
        var files = System.IO.Directory.GetFiles(worker.Folder, "*", SearchOption.AllDirectories);
        Assert.DoesNotContain(files, file => file.EndsWith(".xml", StringComparison.OrdinalIgnoreCase));
        Assert.InRange(files.Sum(file => new FileInfo(file).Length), 1, MaxBytes);
    }

    /// <summary>The worker itself is started; there is no host that it could reach, and it does not come that far.</summary>
    [Fact]
    public async Task The_worker_without_settings_ends_with_one_line()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(worker.Folder, "ServerlessContacts.Functions.dll"), "--functions-uri", "http://127.0.0.1:9", "--functions-request-id", "1", "--functions-worker-id", "1", "--functions-grpc-max-message-length", "1000000"]);
        Assert.Equal(
            new ToolRun(1, "", $"No storage account is set: Storage as a connection string, or Storage__blobServiceUri as an address.{Environment.NewLine}"), await ToolRun.OfAsync(start));
    }

    private Task<string> ReadAsync(string name) => File.ReadAllTextAsync(Path.Combine(worker.Folder, name));
}
