using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ServerlessContacts.EndToEnd.Dev;

namespace ServerlessContacts.EndToEnd;

/// <summary><c>./dev import</c> against a running service, without a terminal.</summary>
[Collection(DevCollection.Name)]
public sealed class DevImportTests(DevUpFixture running)
{
    [Fact]
    public async Task A_good_file_is_imported_and_its_outcome_shown()
    {
        using var command = await RunAsync("name,email\nGrete Imported,grete@import.example\nHans Imported,hans@import.example\n");

        Assert.Equal((0, ""), (command.ExitCode, command.Errors));
        Assert.Matches(@"people\.csv: done", command.Output);
        Assert.Matches(@"│ created +│ +2 │", command.Output);
        Assert.Matches(@"(?m)^Import [0-9a-f]{20}$", command.Output);
        Assert.Equal(2, await FoundAsync("import.example"));
    }

    [Fact]
    public async Task Rejected_rows_are_shown_and_fail_the_command()
    {
        using var command = await RunAsync("name;email\nIda;ida@rejects.example\n;\"none; at all\"\n");

        Assert.Equal((1, ""), (command.ExitCode, command.Errors));
        Assert.Matches(@"│ created +│ +1 │", command.Output);
        Assert.Contains("1 of 1 rejected rows", command.Output, StringComparison.Ordinal);
        Assert.Matches(@"│ 3 +│ email +│ email-no-at +│", command.Output);
    }

    [Fact]
    public async Task A_dry_run_shows_what_would_be_done_and_does_nothing()
    {
        using var command = await RunAsync("name,email\nKim Planned,kim@planned.example\n", "--dry-run");

        Assert.Equal((0, ""), (command.ExitCode, command.Errors));
        Assert.Contains("people.csv: planned, nothing written", command.Output, StringComparison.Ordinal);
        Assert.Matches(@"│ 2 +│ create +│ Kim Planned +│ name, emails +│", command.Output);
        Assert.Equal(0, await FoundAsync("planned.example"));
    }

    [Fact]
    public async Task A_file_for_a_folder_that_would_lose_too_much_waits_and_fails_the_command()
    {
        var rows = string.Concat(Enumerable.Range(0, 8).Select(i => $"Staff {i},s{i}@folder.example\n"));
        using var first = await RunAsync("name,email\n" + rows, "--folder", "dev");
        using var second = await RunAsync("name,email\nStaff 0,s0@folder.example\n", "--folder", "dev", "--mode", "replace");

        Assert.Equal((0, 1), (first.ExitCode, second.ExitCode));
        Assert.Contains("people.csv: waiting", second.Output, StringComparison.Ordinal);
        Assert.Contains("brake: 7 of 8 contacts would be deleted.", second.Output, StringComparison.Ordinal);
        Assert.Equal(8, await FoundAsync("folder.example"));
    }

    [Fact]
    public async Task A_refusal_is_told_in_the_services_words()
    {
        using var command = await RunAsync("name\nLea\n", "--mode", "burn");

        Assert.Equal((1, "400: Expected upsert, add-only or replace.\n"), (command.ExitCode, command.Errors));
    }

    [Fact]
    public async Task Without_a_running_service_it_says_how_to_start_one()
    {
        using var folder = new DevFolder();

        using var command = await DevCommand.RunAsync(folder.Local, "import", "people.csv");

        Assert.Equal(1, command.ExitCode);
        Assert.StartsWith("No service runs here", command.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--dry-run")]
    [InlineData("people.csv", "more.csv")]
    [InlineData("people.csv", "--fast")]
    [InlineData("people.csv", "--mode")]
    public async Task What_is_not_understood_is_answered_with_the_usage(params string[] arguments)
    {
        using var command = await DevCommand.RunAsync(running.Folder.Local, ["import", .. arguments]);

        Assert.Equal(2, command.ExitCode);
        Assert.StartsWith("Usage: import FILE", command.Errors, StringComparison.Ordinal);
    }

    private async Task<DevCommand> RunAsync(string content, params string[] arguments)
    {
        var file = Path.Combine(System.IO.Directory.CreateTempSubdirectory("import-").FullName, "people.csv");
        await File.WriteAllTextAsync(file, content);
        var command = await DevCommand.RunAsync(running.Folder.Local, ["import", file, .. arguments]);
        System.IO.Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        return command;
    }

    private async Task<int> FoundAsync(string text)
    {
        using var client = (await running.Folder.SettingsAsync()).Client();
        return (int)(await client.GetFromJsonAsync<JsonObject>($"/api/search?q={text}"))!["total"]!;
    }
}
