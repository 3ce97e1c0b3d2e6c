using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Serialization;

namespace ServerlessContacts.Tests.Infrastructure;

/// <summary>The workflows, as far as they can be told without running them.</summary>
public sealed partial class WorkflowTests
{
    private const string Folder = ".github/workflows";

    public static TheoryData<string> Names => [.. System.IO.Directory.EnumerateFiles(Path.Combine(InfrastructureFiles.Root, Folder))
        .Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_may_read_the_repository_and_no_more_and_runs_are_ordered(string name)
    {
        var workflow = Read(name);
        Assert.Equal("""{"contents":"read"}""", workflow["permissions"]!.ToJsonString());
        Assert.NotNull(workflow["concurrency"]!["group"]);
        Assert.All(workflow["jobs"]!.AsObject(), job => Assert.Equal(job.Key == "deploy" ? """{"contents":"read","id-token":"write"}""" : null, job.Value!["permissions"]?.ToJsonString()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Actions_are_pinned_to_a_commit_and_workflows_exist(string name)
    {
        var jobs = Read(name)["jobs"]!.AsObject().Select(job => job.Value!).ToList();
        Assert.All(jobs.Where(job => job["uses"] is not null), job => Assert.True(File.Exists(Path.Combine(InfrastructureFiles.Root, (string)job["uses"]!))));
        Assert.All(Steps(name).Where(step => step["uses"] is not null), step => Assert.Matches("^[A-Za-z-]+/[a-z-]+@[0-9a-f]{40}$", (string)step["uses"]!));
        Assert.NotEmpty(Steps(name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_its_commands_name_is_there(string name) => Assert.All(Commands(name), command => Assert.True(Exists(command.Split(' ')), command));

    [Theory]
    [InlineData("./dev tests")]
    [InlineData("./devs test")]
    [InlineData("dotnet publish src/ServerlessContacts.Function -c Release")]
    [InlineData("test -s artifacts/package/worker.json")]
    [InlineData("make all")]
    public void A_command_that_is_not_there_is_noticed(string command) => Assert.False(Exists(command.Split(' ')));

    [Fact]
    public void Both_builds_are_tested()
    {
        var job = Read("ci.yml")["jobs"]!["test"]!;
        Assert.Equal("""["false","true"]""", job["strategy"]!["matrix"]!["standIns"]!.ToJsonString());
        Assert.Equal("${{ matrix.standIns }}", (string?)job["env"]!["UseStandIns"]);
        Assert.Contains("'$(UseStandIns)' == ''", InfrastructureFiles.Read("build/StandIns/FeedResult.props"), StringComparison.Ordinal);
    }

    [Fact]
    public void Deploying_waits_for_the_tests_and_gives_every_parameter()
    {
        var job = Read("deploy.yml")["jobs"]!["deploy"]!;
        Assert.Equal("test", (string?)job["needs"]);
        var given = job["env"]!.AsObject().Select(variable => variable.Key).Except(["AZURE_CLIENT_ID", "AZURE_TENANT_ID", "AZURE_SUBSCRIPTION_ID"], StringComparer.Ordinal);
        var wanted = Variable().Matches(InfrastructureFiles.Read("infra/main.parameters.json")).Select(match => match.Groups["name"].Value);
        Assert.Equal(wanted.Order(StringComparer.Ordinal), given.Order(StringComparer.Ordinal));
        Assert.All(job["env"]!.AsObject(), variable => Assert.StartsWith(variable.Key.EndsWith("SECRET", StringComparison.Ordinal) ? "${{ secrets." : "${{ vars.", (string)variable.Value!, StringComparison.Ordinal));
        Assert.DoesNotContain(Commands("deploy.yml"), command => command.Contains("secret", StringComparison.OrdinalIgnoreCase));
    }

    private static JsonNode Read(string name) => JsonNode.Parse(new SerializerBuilder().JsonCompatible().Build()
        .Serialize(new DeserializerBuilder().Build().Deserialize<object>(InfrastructureFiles.Read($"{Folder}/{name}"))!))!;

    private static IEnumerable<JsonNode> Steps(string name) => Read(name)["jobs"]!.AsObject().SelectMany(job => job.Value!["steps"]?.AsArray() ?? []).Select(step => step!);

    private static IEnumerable<string> Commands(string name) =>
        Steps(name).Where(step => step["run"] is not null).SelectMany(step => ((string)step["run"]!).Split('\n', StringSplitOptions.RemoveEmptyEntries));

    private static bool Exists(string[] words) => words switch
    {
        ["./dev", var command] => Regex.IsMatch(InfrastructureFiles.Read("dev"), $"^  {command}  ", RegexOptions.Multiline, TimeSpan.FromSeconds(1)),
        ["dotnet", "publish", var project, ..] => System.IO.Directory.Exists(Path.Combine(InfrastructureFiles.Root, project)),
        ["test", "-s", var file] => file is "artifacts/package/functions.metadata" or "artifacts/package/worker.config.json" or "artifacts/package/host.json",
        ["azd", "auth", "login", ..] or ["azd", "provision" or "deploy", "--no-prompt"] => true,
        _ => false,
    };

    [GeneratedRegex(@"\$\{(?<name>[A-Z_]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();
}
