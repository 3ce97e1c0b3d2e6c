using System.Diagnostics;
using ServerlessContacts.EndToEnd.Infrastructure;

namespace ServerlessContacts.EndToEnd.LocalHost;

/// <summary>The local host as a process, with a mistake in its settings. Nothing is asked for over the network.</summary>
public sealed class WrongSettingTests
{
    [Theory]
    [InlineData("Storage", "nonsense", "Storage is no connection string of a storage account.")]
    [InlineData("Storage__blobServiceUri", "https://a.blob.example", "No storage account is set: Storage as a connection string, or Storage__queueServiceUri as an address.")]
    [InlineData("Authentication__Issuer", "login.example", "Authentication:Issuer must be an https URL (http only for this machine).")]
    [InlineData("PublicBaseUrl", "contacts.example", "PublicBaseUrl must be the URL under which callers reach the service.")]
    [InlineData("Import__BrakeShare", "half", "Failed to convert configuration value 'half' at 'Import:BrakeShare' to type 'System.Double'.")]
    public async Task It_ends_with_one_line_and_no_trace(string name, string value, string problem)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ServerlessContacts.LocalHost.dll"), "--port", "0"]);
        if (!name.StartsWith("Storage", StringComparison.Ordinal))
        {
            start.Environment["Storage"] = "UseDevelopmentStorage=true";
        }

        start.Environment[name] = value;
        Assert.Equal(new ToolRun(1, "", problem + Environment.NewLine), await ToolRun.OfAsync(start));
    }

    [Fact]
    public async Task Storage_that_does_not_answer_is_waited_for_and_then_told_in_one_line()
    {
        const string Nowhere = "http://127.0.0.1:1/devstoreaccount1";
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ServerlessContacts.LocalHost.dll"), "--port", "0"]);
        start.Environment["Storage"] =
            $"DefaultEndpointsProtocol=http;AccountName={Azurite.AccountName};AccountKey={Azurite.AccountKey};BlobEndpoint={Nowhere};QueueEndpoint={Nowhere};TableEndpoint={Nowhere};";
        start.Environment["LocalHost__StoragePatience"] = "00:00:01";
        start.Environment["LocalHost__KeyFile"] = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}", "key");
        var run = await ToolRun.OfAsync(start);
        Assert.Equal((1, $"Storage did not answer for 1 s: is the emulator running, and does the setting Storage name it?{Environment.NewLine}"), (run.ExitCode, run.Errors));
        Assert.DoesNotContain("   at ", run.Output, StringComparison.Ordinal);
    }
}
