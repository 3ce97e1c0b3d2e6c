using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessContacts.Tests.Infrastructure;

namespace ServerlessContacts.Tests.Sync.Steps;

/// <summary>
/// Each folder of <c>Stories</c> is a rule of the sync, told in steps: <c>do.json</c> is what people, the provider and the network do, <c>after.json</c> what is on both sides then, to the
/// letter. With <c>SYNC_STEPS=write</c> in the environment, what came out is written for review instead.
/// </summary>
public sealed class StepTests
{
    private static readonly string Folder = Path.Combine(InfrastructureFiles.Root, "tests", "ServerlessContacts.Tests", "Sync", "Steps", "Stories");

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Stories =>
        [.. System.IO.Directory.GetDirectories(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Stories))]
    public async Task Each_step_ends_as_written(string story)
    {
        var steps = System.IO.Directory.GetDirectories(Path.Combine(Folder, story), "step*").Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(steps);
        var player = await StepPlayer.StartAsync(Read(steps[0]));
        foreach (var step in steps)
        {
            await player.PlayAsync(Read(step));
            var after = (await player.StateAsync()).ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
            var path = Path.Combine(step, "after.json");
            if (Environment.GetEnvironmentVariable("SYNC_STEPS") == "write")
            {
                await File.WriteAllTextAsync(path, after);
            }

            Assert.Equal($"{story} {Path.GetFileName(step)}\n{await File.ReadAllTextAsync(path)}", $"{story} {Path.GetFileName(step)}\n{after}", ignoreLineEndingDifferences: true);
        }
    }

    private static JsonArray Read(string step) => JsonNode.Parse(File.ReadAllText(Path.Combine(step, "do.json")))!.AsArray();
}
