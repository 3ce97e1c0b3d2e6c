using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ServerlessContacts.EndToEnd.Dev;

namespace ServerlessContacts.EndToEnd;

/// <summary>Every command of README.md does what the README says. A block without its line here fails the test.</summary>
[Collection(DevCollection.Name)]
public sealed class ReadmeTests(DevUpFixture running)
{
    private static readonly (string Command, Action<TourStop> Check)[] Expected =
    [
        (". .local/env", stop => Assert.Empty(stop.Lines)),
        ("/api/search?q=lefev", FindsByPartsOfNameAndNumber),
        ("/api/lookup", stop => Assert.Equal("佐藤 花子", (string?)Json(stop.Lines.Single())["match"]!["name"]!["full"])),
        ("drop.mjs", OneRowIsCreatedAndOneRejected),
        ("rejected.csv", TheRejectedRowHasItsReason),
        ("--data-binary", stop => Assert.Equal("again.csv", (string?)Json(stop.Lines.Single())["file"])),
        ("PATCH", TheEditIsFound),
        ("/api/changes", stop => Assert.Equal((2, true), (Json(stop.Lines.Single())["items"]!.AsArray().Count, (bool)Json(stop.Lines.Single())["more"]!))),
        ("/api/keys", TheKeyMayLookUpAndNoMore),
        ("/api/connections", stop => Assert.Equal("awaitingConsent", (string?)Json(stop.Lines.Single())["status"])),
        ("redirect_url", stop => Assert.Matches(@"/api/oauth/callback\?code=[\w-]+&state=[\w-]+$", stop.Lines.Single())),
        ("/authorize", TheConnectionIsReady),
    ];

    [Fact]
    public async Task The_five_minutes_go_as_the_readme_says()
    {
        running.Folder.Link("build");

        var stops = await ReadmeTour.RunAsync(running.Folder);

        Assert.Equal(Expected.Length, stops.Count);
        foreach (var (stop, (command, check)) in stops.Zip(Expected))
        {
            Assert.Contains(command, stop.Commands, StringComparison.Ordinal);
            check(stop);
        }

        await TheSameFileChangesNothing();
    }

    private static void FindsByPartsOfNameAndNumber(TourStop stop)
    {
        Assert.Equal(2, stop.Lines.Length);
        Assert.All(stop.Lines, line => Assert.Equal("Amélie Lefèvre", OnlyNameFound(line)));
    }

    private static void OneRowIsCreatedAndOneRejected(TourStop stop)
    {
        Assert.Equal("Dropped as demo/team.csv into the container imports.", stop.Lines[0]);
        var rows = Json(stop.Lines[^1])["items"]!.AsArray().Single(item => (string?)item!["file"] == "team.csv")!["rows"]!;
        Assert.Equal((2, 1, 1), ((int)rows["total"]!, (int)rows["created"]!, (int)rows["rejected"]!));
    }

    private static void TheRejectedRowHasItsReason(TourStop stop)
    {
        Assert.Equal(2, stop.Lines.Length);
        Assert.StartsWith("3,phone,", stop.Lines[1], StringComparison.Ordinal);
        Assert.Contains("8.19E+11", stop.Lines[1], StringComparison.Ordinal);
    }

    private static void TheEditIsFound(TourStop stop)
    {
        Assert.Equal(2, stop.Lines.Length);
        Assert.Equal("Countess", (string?)Json(stop.Lines[0])["nickname"]);
        Assert.Equal("Ada Winter", OnlyNameFound(stop.Lines[1]));
    }

    private static void TheKeyMayLookUpAndNoMore(TourStop stop)
    {
        var key = Json(stop.Lines.Single());
        Assert.Equal("lookup", (string?)key["scopes"]!.AsArray().Single());
        Assert.False(string.IsNullOrEmpty((string?)key["key"]));
    }

    private static void TheConnectionIsReady(TourStop stop)
    {
        var connection = Json(stop.Lines.Single());
        Assert.Equal(("ready", "hana@google.example"), ((string?)connection["status"], (string?)connection["account"]));
    }

    private async Task TheSameFileChangesNothing()
    {
        using var client = (await running.Folder.SettingsAsync()).Client();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var imports = await client.GetFromJsonAsync<JsonObject>("/api/imports", patience.Token);
            var again = imports!["items"]!.AsArray().Single(item => (string?)item!["file"] == "again.csv")!;
            if ((string?)again["status"] == "done")
            {
                Assert.Equal((2, 1, 1), ((int)again["rows"]!["total"]!, (int)again["rows"]!["unchanged"]!, (int)again["rows"]!["rejected"]!));
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), patience.Token);
        }
    }

    private static string? OnlyNameFound(string line)
    {
        var answer = Json(line);
        Assert.Equal(1, (int)answer["total"]!);
        return (string?)answer["sections"]![0]!["items"]![0]!["name"]!["full"];
    }

    private static JsonObject Json(string line) => JsonNode.Parse(line)!.AsObject();
}
