using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ServerlessContacts.EndToEnd.Dev;

namespace ServerlessContacts.EndToEnd;

[Collection(DevCollection.Name)]
public sealed partial class DevTests(DevUpFixture running)
{
    [Fact]
    public async Task The_file_for_shells_tells_where_the_service_is_and_opens_it()
    {
        var settings = await running.Folder.SettingsAsync();
        using var client = settings.Client();

        var tenant = await client.GetFromJsonAsync<JsonObject>("/api/tenant");

        Assert.Equal("demo", (string?)tenant!["id"]);
        Assert.Equal("JP", (string?)tenant["country"]);
        Assert.Equal("/", settings.Url.AbsolutePath);
        Assert.True(await settings.Imports.ExistsAsync());
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(running.Folder.Env) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public void What_it_keeps_is_nobody_elses()
    {
        foreach (var folder in (string[])[running.Folder.Local, Path.Combine(running.Folder.Local, "log"), Path.Combine(running.Folder.Local, "azurite")])
        {
            Assert.True(
                OperatingSystem.IsWindows() || File.GetUnixFileMode(folder) == (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute), folder);
        }
    }

    [Fact]
    public async Task Up_prints_where_everything_is_and_how_long_each_step_took()
    {
        var settings = await running.Folder.SettingsAsync();

        Assert.Contains($"{settings.Url}api", running.Output, StringComparison.Ordinal);
        Assert.Contains(settings.Token, running.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^Starting the storage emulator … ports \d+, \d+, \d+, \d+\.\d s$", running.Output);
        Assert.Matches(@"(?m)^Starting the simulated providers … ports \d+, \d+, \d+\.\d s$", running.Output);
        Assert.Matches(@"(?m)^  Google     simulated at http://127\.0\.0\.1:\d+ with the account hana@google\.example \(Hana Mori\)$", running.Output);
        Assert.Matches(@"(?m)^  Microsoft  simulated at http://127\.0\.0\.1:\d+ with the account hana@outlook\.example \(Hana Mori\)$", running.Output);
        Assert.Matches(@"(?m)^Starting the service on port \d+ … \d+\.\d s$", running.Output);
    }

    [Fact]
    public async Task The_sample_contacts_are_imported_without_a_rejected_row()
    {
        using var client = (await running.Folder.SettingsAsync()).Client();

        var imports = await client.GetFromJsonAsync<JsonObject>("/api/imports");
        var report = imports!["items"]!.AsArray().Single(item => (string?)item!["file"] == "samples/shared-contacts.csv");

        Assert.Equal("done", (string?)report!["status"]);
        Assert.Equal((60, 0), ((int)report["rows"]!["created"]!, (int)report["rows"]!["rejected"]!));
        Assert.Empty(running.Errors);
    }

    [Fact]
    public async Task A_second_up_beside_a_running_one_is_refused()
    {
        using var second = await DevCommand.RunAsync(running.Folder.Local, "up", "--port", "0");

        Assert.Equal(1, second.ExitCode);
        Assert.StartsWith("Already running for ", second.Errors, StringComparison.Ordinal);
        Assert.Contains("./dev down", second.Errors, StringComparison.Ordinal);
        Assert.Equal(["emulator.pid", "service.pid", "simulators.pid", "up.pid"], running.Folder.PidFiles());
    }

    [Fact]
    public async Task Up_on_a_taken_port_says_how_to_choose_another()
    {
        using var folder = new DevFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        using var up = await DevCommand.RunAsync(folder.Local, "up", "--port", $"{port}");

        Assert.Equal(1, up.ExitCode);
        Assert.Equal($"Port {port} is in use by another program; choose one with --port N, or --port 0 for a free one.\n", up.Errors);
        Assert.Empty(folder.PidFiles());
    }

    [Fact]
    public async Task A_signal_stops_everything()
    {
        using var folder = new DevFolder();
        using var up = DevCommand.Start(folder.Local, "up", "--port", "0", "--no-samples");
        await up.WaitForAsync("Ctrl-C stops");
        Uri[] endpoints = [.. (await folder.SettingsAsync()).Endpoints, .. Simulated.Matches(up.Output).Select(provider => new Uri(provider.Groups["url"].Value))];
        Assert.Equal(6, endpoints.Length);
        Assert.All(endpoints, endpoint => Assert.True(Listens(endpoint)));

        await up.SignalAsync("TERM");

        Assert.Equal(0, await up.ExitAsync());
        Assert.All(endpoints, endpoint => Assert.False(Listens(endpoint)));
        Assert.Matches(@"(?s)Stopping the service … .*Stopping the simulated providers … .*Stopping the storage emulator … ", up.Output);
        Assert.Empty(folder.PidFiles());
    }

    [Fact]
    public async Task After_a_killed_up_the_next_one_starts_on_other_ports_with_the_same_data()
    {
        using var folder = new DevFolder();
        var kept = await AddContactAndKillAsync(folder);
        using var blob = new TcpListener(IPAddress.Loopback, kept.Port);
        await WaitUntilFreeAsync(blob);

        using var up = DevCommand.Start(folder.Local, "up", "--port", "0", "--no-samples");
        await up.WaitForAsync("Ctrl-C stops");
        using var client = (await folder.SettingsAsync()).Client();
        var contact = await client.GetFromJsonAsync<JsonObject>($"/api/contacts/{kept.Contact}");
        using var down = await DevCommand.RunAsync(folder.Local, "down");

        Assert.Equal("Kept Whole", (string?)contact!["name"]!["full"]);
        Assert.DoesNotContain($"ports {kept.Port},", up.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0), (down.ExitCode, await up.ExitAsync()));
        Assert.Empty(folder.PidFiles());
    }

    [Theory]
    [InlineData(new string[0], "admin", "administrator")]
    [InlineData(new[] { "--role", "manager" }, "manager", "manager")]
    [InlineData(new[] { "--member", "hanako", "--role", "member" }, "hanako", "member")]
    public async Task Token_prints_a_token_and_nothing_else(string[] arguments, string member, string role)
    {
        using var folder = new DevFolder();

        using var command = await DevCommand.RunAsync(folder.Local, ["token", .. arguments]);

        Assert.Equal((0, ""), (command.ExitCode, command.Errors));
        var claims = Claims(OneToken.Match(command.Output).Groups["claims"].Value);
        Assert.Equal(("demo", member, role), ((string?)claims["tid"], (string?)claims["sub"], (string?)claims["roles"]));
        Assert.True((long)claims["exp"]! - (long)claims["iat"]! >= 8 * 3600);
    }

    [Fact]
    public async Task Reset_without_a_terminal_deletes_only_when_told_yes()
    {
        using var folder = new DevFolder();
        using var token = await DevCommand.RunAsync(folder.Local, "token");

        using var asked = await DevCommand.RunAsync(folder.Local, "reset");
        Assert.Equal(1, asked.ExitCode);
        Assert.True(File.Exists(Path.Combine(folder.Local, "development-key")));

        using var told = await DevCommand.RunAsync(folder.Local, "reset", "--yes");
        Assert.Equal(0, told.ExitCode);
        Assert.False(System.IO.Directory.Exists(folder.Local));
    }

    [Theory]
    [InlineData("up", "--port")]
    [InlineData("up", "--port", "65536")]
    [InlineData("up", "--port", "http")]
    [InlineData("up", "--fast")]
    [InlineData("down", "now")]
    [InlineData("dance")]
    public async Task What_is_not_understood_is_answered_with_the_usage(params string[] arguments)
    {
        using var folder = new DevFolder();

        using var command = await DevCommand.RunAsync(folder.Local, arguments);

        Assert.Equal(2, command.ExitCode);
        Assert.Contains("Usage: ./dev COMMAND", command.Errors, StringComparison.Ordinal);
    }

    private static async Task<(string Contact, int Port)> AddContactAndKillAsync(DevFolder folder)
    {
        using var up = DevCommand.Start(folder.Local, "up", "--port", "0", "--no-samples");
        await up.WaitForAsync("Ctrl-C stops");
        var settings = await folder.SettingsAsync();
        using var client = settings.Client();
        var answer = await client.PostAsJsonAsync("/api/contacts", new { scope = "shared", name = new { full = "Kept Whole" } });
        var contact = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>();
        await up.SignalAsync("KILL");
        await up.ExitAsync();
        return ((string)contact!["id"]!, settings.Imports.Uri.Port);
    }

    /// <summary>The emulator ends by itself when its owner was killed; its blob port then gets another owner.</summary>
    private static async Task WaitUntilFreeAsync(TcpListener listener)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (true)
        {
            try
            {
                listener.Start();
                return;
            }
            catch (SocketException) when (!patience.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }
    }

    private static bool Listens(Uri endpoint)
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(endpoint.Host, endpoint.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static JsonObject Claims(string base64Url)
    {
        var base64 = base64Url.Replace('-', '+').Replace('_', '/');
        return JsonNode.Parse(Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '=')))!.AsObject();
    }

    [GeneratedRegex(@"simulated at (?<url>http://\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Simulated { get; }

    [GeneratedRegex(@"^[\w-]+\.(?<claims>[\w-]+)\.[\w-]+\n$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OneToken { get; }
}
