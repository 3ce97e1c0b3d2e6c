using System.Text.Json.Nodes;
using ServerlessContacts.Tests.Infrastructure;

namespace ServerlessContacts.EndToEnd.Infrastructure;

/// <summary>Whether the templates are Bicep: by its grammar on every machine, and by its compiler where the package feed has it.</summary>
public sealed class BicepTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("bicep-").FullName;

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Every_template_parses()
    {
        var problems = await ProblemsAsync([.. InfrastructureFiles.BicepPaths.Select(path => Path.Combine(InfrastructureFiles.Root, path))]);
        Assert.Equal(InfrastructureFiles.BicepPaths.Count(), problems.Count);
        Assert.Empty(problems.SelectMany(file => file.Value!.AsArray().Select(problem => $"{file.Key} {problem}")));
    }

    [Theory]
    [InlineData("resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {", "resource account 'Microsoft.Storage/storageAccounts@2023-05-01' {")]
    [InlineData("param sku string", "param sku")]
    [InlineData("var daysToUndelete = 14", "var daysToUndelete =")]
    [InlineData("for container in", "for container of")]
    [InlineData("      days: daysToUndelete", "      days daysToUndelete")]
    [InlineData("output id string = account.id", "output id string account.id")]
    public async Task A_slip_is_noticed(string right, string wrong)
    {
        var text = InfrastructureFiles.Read("infra/app/storage.bicep");
        Assert.Contains(right, text, StringComparison.Ordinal);
        var path = Path.Combine(folder, "slip.bicep");
        await File.WriteAllTextAsync(path, text.Replace(right, wrong, StringComparison.Ordinal));
        Assert.NotEmpty((await ProblemsAsync([path]))[path]!.AsArray());
    }

    [BicepFact]
    public async Task The_templates_compile_without_a_warning()
    {
        var built = await BicepCompiler.RunAsync("build", MainOf(InfrastructureFiles.Root), "--stdout");
        Assert.Equal((0, ""), (built.ExitCode, built.Errors));
        Assert.Equal("https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#", (string?)JsonNode.Parse(built.Output)!["$schema"]);
    }

    /// <summary>What neither brackets nor grammar tell.</summary>
    [BicepFact]
    public async Task A_property_that_a_resource_does_not_have_is_noticed()
    {
        foreach (var path in InfrastructureFiles.BicepPaths.Append("infra/abbreviations.json"))
        {
            var copy = Path.Combine(folder, path);
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            await File.WriteAllTextAsync(copy, InfrastructureFiles.Read(path).Replace("enablePurgeProtection", "enablePurgeProtections", StringComparison.Ordinal));
        }

        Assert.Contains("\"enablePurgeProtections\"", (await BicepCompiler.RunAsync("build", MainOf(folder), "--stdout")).Errors, StringComparison.Ordinal);
    }

    private static string MainOf(string root) => Path.Combine(root, "infra", "main.bicep");

    private static async Task<JsonObject> ProblemsAsync(IReadOnlyList<string> files)
    {
        await AzuriteInstallation.EnsureAsync();
        var start = AzuriteInstallation.Command("node");
        start.ArgumentList.Add(Path.Combine(InfrastructureFiles.Root, "tests", "ServerlessContacts.EndToEnd", "Infrastructure", "bicep-tree.mjs"));
        start.ArgumentList.Add(Path.Combine(start.WorkingDirectory, "package.json"));
        files.ToList().ForEach(start.ArgumentList.Add);
        var run = await ToolRun.OfAsync(start);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        return JsonNode.Parse(run.Output)!.AsObject();
    }
}
