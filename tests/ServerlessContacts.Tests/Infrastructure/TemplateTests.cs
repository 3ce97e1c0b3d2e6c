using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Serialization;

namespace ServerlessContacts.Tests.Infrastructure;

/// <summary>The Bicep files among themselves, with the parameters file, the abbreviations and azd's own file.</summary>
public sealed partial class TemplateTests
{
    private static readonly BicepFile Main = InfrastructureFiles.Bicep("main.bicep");

    private static readonly Dictionary<string, BicepFile> Parts = Main.Modules.ToDictionary(
        module => module.Name, module => InfrastructureFiles.Bicep(module.Path), StringComparer.Ordinal);

    public static TheoryData<string> BicepPaths => [.. InfrastructureFiles.BicepPaths];

    [Theory]
    [MemberData(nameof(BicepPaths))]
    public void Brackets_and_quotes_are_closed(string path) => Assert.NotEmpty(BicepTokens.Of(InfrastructureFiles.Read(path)));

    [Fact]
    public void Every_part_is_used_once() => Assert.Equal(
        InfrastructureFiles.BicepPaths,
        Main.Modules.Select(module => $"infra/{module.Path}").Append("infra/main.bicep").Order(StringComparer.Ordinal));

    [Fact]
    public void Every_part_gets_the_parameters_it_requires_and_no_unknown_ones() => Assert.All(Main.Modules, module =>
    {
        Assert.Subset(Parts[module.Name].Parameters.Select(parameter => parameter.Name).ToHashSet(), module.Parameters.ToHashSet());
        Assert.Superset(Parts[module.Name].Parameters.Where(parameter => parameter.IsRequired).Select(parameter => parameter.Name).ToHashSet(), module.Parameters.ToHashSet());
    });

    [Fact]
    public void Every_output_that_is_used_exists_and_every_one_is_used()
    {
        var used = OutputUse().Matches(Main.Text).Select(match => $"{match.Groups["module"].Value}.{match.Groups["output"].Value}").Distinct(StringComparer.Ordinal);
        var declared = Parts.SelectMany(part => part.Value.Outputs.Select(output => $"{part.Key}.{output}"));
        Assert.Equal(declared.Order(StringComparer.Ordinal), used.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_parameter_is_used() => Assert.All(Parts.Values.Append(Main), file =>
        Assert.All(file.Parameters, parameter => Assert.True(Regex.Count(file.Text, $@"\b{parameter.Name}\b", RegexOptions.None, TimeSpan.FromSeconds(1)) > 1, parameter.Name)));

    [Fact]
    public void The_parameters_file_gives_what_is_required_and_nothing_unknown()
    {
        var given = JsonNode.Parse(InfrastructureFiles.Read("infra/main.parameters.json"))!["parameters"]!.AsObject().Select(parameter => parameter.Key).ToHashSet();
        Assert.Subset(Main.Parameters.Select(parameter => parameter.Name).ToHashSet(), given);
        Assert.Superset(Main.Parameters.Where(parameter => parameter.IsRequired).Select(parameter => parameter.Name).ToHashSet(), given);
    }

    [Fact]
    public void The_abbreviations_are_those_that_are_used() => Assert.Equal(
        JsonNode.Parse(InfrastructureFiles.Read("infra/abbreviations.json"))!.AsObject().Select(abbreviation => abbreviation.Key).Order(StringComparer.Ordinal),
        AbbreviationUse().Matches(Main.Text).Select(match => match.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void With_a_network_of_its_own_everything_that_keeps_data_is_reached_through_it_only()
    {
        var endpoints = InfrastructureFiles.Read("infra/app/private-endpoints.bicep");
        Assert.Equal(["blob storageId", "queue storageId", "table storageId", "vault vaultId"], Endpoint().Matches(endpoints).Select(match => $"{match.Groups["part"].Value} {match.Groups["target"].Value}"));
        Assert.All(["storage", "key-vault"], name =>
        {
            var text = InfrastructureFiles.Read($"infra/app/{name}.bicep");
            Assert.All(
                ["publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'", "defaultAction: isPrivate ? 'Deny' : 'Allow'", "bypass: 'AzureServices'"],
                line => Assert.Contains(line, text, StringComparison.Ordinal));
        });
        Assert.Equal(2, Regex.Count(Main.Text, "isPrivate: vnetEnabled\\n", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.Contains("serviceName: 'Microsoft.App/environments'", InfrastructureFiles.Read("infra/app/vnet.bicep"), StringComparison.Ordinal);
        Assert.Contains("param vnetEnabled bool = false\n", Main.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_reads_a_secret_in_the_deployment() => Assert.All(InfrastructureFiles.BicepPaths, path =>
    {
        var text = InfrastructureFiles.Read(path);
        Assert.All(
            Regex.Matches(text, @"^param \w*[sS]ecret\b", RegexOptions.Multiline, TimeSpan.FromSeconds(1)),
            parameter => Assert.EndsWith("@secure()\n", text[..parameter.Index], StringComparison.Ordinal));
        Assert.DoesNotMatch(@"(?m)^output \w*[sS]ecret", text);
    });

    [Fact]
    public void Azd_finds_the_project_the_app_and_the_hook()
    {
        var azd = JsonNode.Parse(new SerializerBuilder().JsonCompatible().Build()
            .Serialize(new DeserializerBuilder().Build().Deserialize<object>(InfrastructureFiles.Read("azure.yaml"))!))!;
        var (name, service) = Assert.Single(azd["services"]!.AsObject());
        Assert.Contains($"'azd-service-name': '{name}'", Main.Text, StringComparison.Ordinal);
        Assert.Equal(("dotnet", "function"), ((string?)service!["language"], (string?)service["host"]));
        Assert.Single(System.IO.Directory.GetFiles(Path.Combine(InfrastructureFiles.Root, (string)service["project"]!), "*.csproj"));
        Assert.Equal(Path.GetFullPath(BlobEvents.Path), Path.GetFullPath(Path.Combine(InfrastructureFiles.Root, (string)azd["hooks"]!["postdeploy"]!["run"]!)));
    }

    [GeneratedRegex(@"\{ name: '(?<part>\w+)', targetId: (?<target>\w+), zone: 'privatelink\.", RegexOptions.None, 1000)]
    private static partial Regex Endpoint();

    [GeneratedRegex(@"\b(?<module>\w+)!?\.outputs\.(?<output>\w+)", RegexOptions.None, 1000)]
    private static partial Regex OutputUse();

    [GeneratedRegex(@"(?<!/)\babbreviations\.(?<name>\w+)", RegexOptions.None, 1000)]
    private static partial Regex AbbreviationUse();
}
