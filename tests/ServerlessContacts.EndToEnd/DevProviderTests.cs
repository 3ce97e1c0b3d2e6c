using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using ServerlessContacts.EndToEnd.Dev;

namespace ServerlessContacts.EndToEnd;

/// <summary>The simulated providers of <c>./dev up</c>.</summary>
[Collection(DevCollection.Name)]
public sealed class DevProviderTests(DevUpFixture running)
{
    [Theory]
    [InlineData("google", "hana@google.example")]
    [InlineData("microsoft", "hana@outlook.example")]
    public async Task A_newcomer_connects_the_simulated_account(string provider, string account)
    {
        using var client = await NewcomerAsync();
        var begun = await BeginAsync(client, provider);
        Assert.Equal("awaitingConsent", (string?)begun["status"]);

        var connected = await client.PostAsJsonAsync($"/api/connections/{begun["id"]}/authorize", await ConsentAsync(begun));

        var connection = await connected.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>();
        Assert.Equal(("ready", account), ((string?)connection!["status"], (string?)connection["account"]));
    }

    [Fact]
    public async Task A_provider_that_the_environment_names_takes_the_place_of_the_simulated_one()
    {
        using var folder = new DevFolder();
        using var up = DevCommand.Start(
            folder.Local, [("Providers__Google__ClientId", "own"), ("Providers__Google__ClientSecret", "secret")], "up", "--port", "0", "--no-samples");
        await up.WaitForAsync("Ctrl-C stops");
        using var client = (await folder.SettingsAsync()).Client();

        Assert.StartsWith("https://accounts.google.com/o/oauth2/v2/auth?response_type=code&client_id=own&", (string?)(await BeginAsync(client, "google"))["authorizeUrl"], StringComparison.Ordinal);
        Assert.StartsWith("http://127.0.0.1:", (string?)(await BeginAsync(client, "microsoft"))["authorizeUrl"], StringComparison.Ordinal);
        Assert.DoesNotContain("  Google ", up.Output, StringComparison.Ordinal);
        Assert.Contains("  Microsoft  simulated at ", up.Output, StringComparison.Ordinal);
        await up.SignalAsync("TERM");
        Assert.Equal(0, await up.ExitAsync());
    }

    [Fact]
    public async Task A_crash_of_the_simulated_providers_is_told()
    {
        using var folder = new DevFolder();
        using var up = DevCommand.Start(folder.Local, "up", "--port", "0", "--no-samples");
        await up.WaitForAsync("Ctrl-C stops");
        var pid = (await File.ReadAllTextAsync(Path.Combine(folder.Local, "run", "simulators.pid"))).Trim();
        using var kill = DevCommand.StartProgram(folder.Local, "sh", "-c", $"kill -KILL {pid}");

        Assert.Equal(1, await up.ExitAsync());
        Assert.StartsWith("The simulators ended (SIGKILL).", up.Errors, StringComparison.Ordinal);
        Assert.Empty(folder.PidFiles());
    }

    private static async Task<JsonObject> BeginAsync(HttpClient client, string provider)
    {
        var answer = await client.PostAsJsonAsync("/api/connections", new { provider });
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!;
    }

    /// <summary>What the consent page sends the browser back with.</summary>
    private static async Task<Dictionary<string, string?>> ConsentAsync(JsonObject begun)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var page = await browser.GetAsync((string?)begun["authorizeUrl"]);
        var query = QueryHelpers.ParseQuery(page.Headers.Location!.Query);
        return new(StringComparer.Ordinal) { ["code"] = query["code"], ["state"] = query["state"] };
    }

    /// <summary>Somebody who connects nothing else: an account is connected once for each member.</summary>
    private async Task<HttpClient> NewcomerAsync()
    {
        using var token = await DevCommand.RunAsync(running.Folder.Local, "token", "--member", "newcomer", "--role", "member");
        var client = (await running.Folder.SettingsAsync()).Client();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token.Output.Trim());
        return client;
    }
}
