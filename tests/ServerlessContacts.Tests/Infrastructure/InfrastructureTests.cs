using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Functions;
using ServerlessContacts.Store.Storage;

namespace ServerlessContacts.Tests.Infrastructure;

/// <summary>What the code uses against what the Bicep files declare, both ways, as text: nothing here compiles or deploys them.</summary>
public sealed class InfrastructureTests
{
    private static readonly BicepFile Storage = InfrastructureFiles.Bicep("app/storage.bicep");
    private static readonly BicepFile Settings = InfrastructureFiles.Bicep("app/app-settings.bicep");

    private static readonly (string Variable, StorageKind Kind)[] StorageLists =
    [
        ("containers", StorageKind.Container),
        ("hostContainers", StorageKind.Container),
        ("queues", StorageKind.Queue),
        ("poisonQueues", StorageKind.Queue),
        ("tables", StorageKind.Table),
    ];

    private static readonly string[] SettingObjects = ["settings", "optionalSettings"];

    /// <summary>Only the Functions host, for the triggers, asks what kind of credential it is.</summary>
    private static readonly string[] ForTheHost = ["Storage:credential"];

    /// <summary>
    /// What a deployment need not say: single settings and a whole section with defaults, the connection string in place of addresses, and what Data Protection itself asks for, which
    /// is told in code where its keys are.
    /// </summary>
    private static readonly string[] NotNeeded =
    [
        "Storage",
        "Authentication:ClockSkew", "Authentication:DiscoveryTimeout", "Authentication:KeysFreshFor", "Authentication:KeysTrustedFor", "Authentication:RefreshAtMostEvery",
        "Authentication:TenantClaim", "Authentication:MemberClaim", "Authentication:RolesClaim", "Authentication:NameClaim", "Authentication:EmailClaim",
        "Import", "Sync", "Housekeeping", "Erasure", "Providers:Google", "Providers:Microsoft",
        "ReadOnlyDataProtectionKeyDirectory",
        "Providers:Google:AuthorizeUrl", "Providers:Google:TokenUrl", "Providers:Google:BaseUrl", "Providers:Google:CallTime", "Providers:Google:PageSize",
        "Providers:Microsoft:Authority", "Providers:Microsoft:BaseUrl", "Providers:Microsoft:CallTimeout",
    ];

    public static TheoryData<string> DeclaredStorage => [.. StorageLists.SelectMany(list => Storage.List(list.Variable).Select(name => $"{list.Variable}/{name.Value}"))];

    public static TheoryData<string> DeclaredSettings => [.. SettingObjects.SelectMany(variable => Settings.Properties(variable).Select(name => $"{variable}/{name.Value}"))];

    [Fact]
    public void Containers_queues_and_tables_are_those_the_code_uses() => Assert.Empty(StorageProblems(Storage));

    [Theory]
    [MemberData(nameof(DeclaredStorage))]
    public void A_container_queue_or_table_that_is_not_declared_is_noticed(string declared)
    {
        var (variable, name) = Split(declared);
        var token = Storage.List(variable).Single(text => text.Value == name);
        var kind = StorageLists.Single(list => list.Variable == variable).Kind;
        Assert.Equal([$"used and not declared: {kind} {name}"], StorageProblems(new BicepFile(Storage.Without(token))));
    }

    [Fact]
    public void A_container_that_nothing_uses_is_noticed() =>
        Assert.Equal(
            ["declared and not used: Container left-over"],
            StorageProblems(new BicepFile(Storage.Text.Replace("  'photos'\n", "  'photos'\n  'left-over'\n", StringComparison.Ordinal))));

    [Fact]
    public void Settings_are_those_the_code_reads() => Assert.Empty(SettingProblems(Settings));

    [Theory]
    [MemberData(nameof(DeclaredSettings))]
    public void A_setting_that_is_not_declared_is_noticed(string declared)
    {
        var (variable, name) = Split(declared);
        var token = Settings.Properties(variable).Single(text => text.Value == name);
        var problems = SettingProblems(new BicepFile(Settings.Without(token)));
        Assert.Contains(problems, problem => problem.Replace(":", "__", StringComparison.Ordinal).Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public void A_setting_that_nothing_reads_is_noticed() =>
        Assert.Equal(
            ["set and not read: Storage:blobServiceUrl"],
            SettingProblems(new BicepFile(Settings.Text.Replace("  Storage__credential", "  Storage__blobServiceUrl: ''\n  Storage__credential", StringComparison.Ordinal))));

    [Fact]
    public void The_host_gets_its_account_and_its_telemetry_by_identity() => Assert.Equal(
        [
            "AzureWebJobsStorage__blobServiceUri", "AzureWebJobsStorage__queueServiceUri", "AzureWebJobsStorage__tableServiceUri",
            "AzureWebJobsStorage__credential", "AzureWebJobsStorage__clientId",
            "APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
        ],
        Settings.Properties("hostSettings").Select(name => name.Value));

    [Fact]
    public void The_identity_has_these_roles_and_no_others()
    {
        var roles = InfrastructureFiles.Bicep("app/role-assignments.bicep");
        Assert.Equal(
            ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b", "974c5e8b-45b9-4653-ba55-5f855dd0fb88", "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"],
            roles.Values("storageRoles").Select(id => id.Value));
        Assert.Equal(["3913510d-42f4-4e42-8a64-420c390055eb"], roles.Values("insightsRoles").Select(id => id.Value));
        Assert.Single(InfrastructureFiles.BicepPaths, path => InfrastructureFiles.Read(path).Contains("'Microsoft.Authorization/roleAssignments@", StringComparison.Ordinal));
    }

    private static List<string> StorageProblems(BicepFile file)
    {
        var declared = StorageLists.SelectMany(list => file.List(list.Variable).Select(name => $"{list.Kind} {name.Value}")).ToList();
        var used = Needs().SelectMany(WithPoison)
            .Append(new StorageNeed(StorageKind.Container, "azure-webjobs-hosts"))
            .Append(new StorageNeed(StorageKind.Queue, "webjobs-blobtrigger-poison"))
            .Select(need => $"{need.Kind} {need.Name}").ToList();
        return
        [
            .. used.Except(declared, StringComparer.Ordinal).Select(need => $"used and not declared: {need}"),
            .. declared.Except(used, StringComparer.Ordinal).Select(need => $"declared and not used: {need}"),
            .. declared.GroupBy(need => need, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => $"declared twice: {same.Key}"),
        ];
    }

    private static IEnumerable<StorageNeed> WithPoison(StorageNeed need) =>
        need.Kind == StorageKind.Queue ? [need, need with { Name = $"{need.Name}-poison" }] : [need];

    private static IEnumerable<StorageNeed> Needs()
    {
        var configuration = new ConfigurationBuilder().Build();
        using var provider = new ServiceCollection().AddFunctionServices(configuration).BuildServiceProvider();
        return [.. provider.GetServices<StorageNeed>()];
    }

    private static List<string> SettingProblems(BicepFile file)
    {
        var set = SettingObjects.SelectMany(variable => file.Properties(variable)).Select(name => name.Value.Replace("__", ":", StringComparison.Ordinal)).ToList();
        IReadOnlySet<string> read;
        try
        {
            read = ReadSettings.By(set);
        }
        catch (InvalidOperationException lacking)
        {
            return [lacking.Message];
        }

        var known = read.Concat(ForTheHost).ToList();
        return
        [
            .. set.Except(known, StringComparer.Ordinal).Select(name => $"set and not read: {name}"),
            .. known.Except(set, StringComparer.Ordinal).Except(NotNeeded, StringComparer.Ordinal).Select(name => $"read and not set: {name}"),
        ];
    }

    private static (string Variable, string Name) Split(string declared) => declared.Split('/') is [var variable, var name] ? (variable, name) : default;
}
