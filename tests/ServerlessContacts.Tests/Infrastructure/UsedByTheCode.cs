using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Backup;
using ServerlessContacts.Functions;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Storage;
using ServerlessContacts.Sync.SignIn.Vault;

namespace ServerlessContacts.Tests.Infrastructure;

/// <summary>What the code needs of the infrastructure, asked of the code itself, and what of that an infrastructure lacks or has too much.</summary>
public static partial class UsedByTheCode
{
    /// <summary>
    /// What a deployment need not say: single settings with defaults, the connection string in place of addresses, and what Data Protection itself asks for, which is told in code where its keys are.
    /// </summary>
    private static readonly string[] NotNeeded =
    [
        "Storage",
        "Authentication:ClockSkew", "Authentication:DiscoveryTimeout", "Authentication:KeysFreshFor", "Authentication:KeysTrustedFor", "Authentication:RefreshAtMostEvery",
        "Authentication:TenantClaim", "Authentication:MemberClaim", "Authentication:RolesClaim", "Authentication:NameClaim", "Authentication:EmailClaim",
        "ReadOnlyDataProtectionKeyDirectory",
        "Providers:Google:AuthorizeUrl", "Providers:Google:TokenUrl", "Providers:Microsoft:Authority",
    ];

    /// <summary>The same of host.json: what the Functions host does without being told is what the code expects.</summary>
    private static readonly string[] NotNeededByHost = ["extensions:queues:messageEncoding", "extensions:blobs:poisonBlobThreshold"];

    /// <summary>What only the Functions host asks for: the kind of credential and the schedules of triggers, and in host.json what is not of triggers.</summary>
    private static readonly string[] ForTheHost = ["Storage:credential", BackupSettings.Schedule];

    private static readonly string[] OnlyOfTheHost = ["version", "logging:logLevel:default"];

    private static readonly Dictionary<StorageKind, string> StorageRoles = new()
    {
        [StorageKind.Container] = "Storage Blob Data Owner b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
        [StorageKind.Queue] = "Storage Queue Data Contributor 974c5e8b-45b9-4653-ba55-5f855dd0fb88",
        [StorageKind.Table] = "Storage Table Data Contributor 0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
    };

    private static readonly Dictionary<DeclarationKind, string> OtherRoles = new()
    {
        [DeclarationKind.Key] = "Key Vault Crypto Service Encryption User e147488a-f6f5-4113-8e2d-b22465e65bf6",
        [DeclarationKind.Secret] = "Key Vault Secrets User 4633458b-17de-408a-b874-0445c86b69e6",
    };

    private const string TelemetryRole = "Monitoring Metrics Publisher 3913510d-42f4-4e42-8a64-420c390055eb";

    /// <summary>Both ways, a line for each.</summary>
    public static IReadOnlyList<string> Problems(DeclaredInfrastructure infrastructure)
    {
        try
        {
            var declared = infrastructure.All.Select(declaration => declaration.ToString()).ToList();
            var (needed, known) = Uses(infrastructure);
            return
            [
                .. needed.Except(declared, StringComparer.Ordinal).Select(use => $"used and not declared: {use}"),
                .. declared.Except(needed, StringComparer.Ordinal).Except(known, StringComparer.Ordinal).Select(one => $"declared and not used: {one}"),
                .. declared.GroupBy(one => one, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => $"declared twice: {same.Key}"),
            ];
        }
        catch (SettingException lacking)
        {
            return [lacking.Message];
        }
    }

    /// <summary>Those that are read no more.</summary>
    public static IEnumerable<string> Stale(DeclaredInfrastructure infrastructure) =>
        NotNeeded.Except(ReadSettings.By(SettingsOf(infrastructure)).Asked, StringComparer.Ordinal)
            .Concat(NotNeededByHost.Except(ReadSettings.OfHost(infrastructure.HostValues()), StringComparer.Ordinal));

    private static (IReadOnlyList<string> Needed, IReadOnlyList<string> Known) Uses(DeclaredInfrastructure infrastructure)
    {
        var settings = ReadSettings.By(SettingsOf(infrastructure));
        var needs = Needs();
        var secrets = SecretReference().Matches(infrastructure.Text(DeclaredInfrastructure.AppSettings)).Select(match => match.Groups["name"].Value);
        string[] vault = [.. secrets.Select(name => $"{DeclarationKind.Secret} {name}"), $"{DeclarationKind.Key} data-protection"];
        Assert.Contains(VaultKeys.Setting, settings.Asked);
        return
        (
            [
                .. Stored(needs),
                .. settings.Asked.Except(NotNeeded, StringComparer.Ordinal).Except(settings.Optional, StringComparer.Ordinal).Concat(ForTheHost).Select(name => $"{DeclarationKind.Setting} {name}"),
                .. vault,
                .. Roles(needs, vault).Select(role => $"{DeclarationKind.Role} {role}"),
                .. ReadSettings.OfHost(infrastructure.HostValues()).Except(NotNeededByHost, StringComparer.Ordinal).Concat(OnlyOfTheHost).Select(key => $"{DeclarationKind.HostKey} {key}"),
            ],
            [
                .. NotNeeded.Concat(settings.Optional).Select(name => $"{DeclarationKind.Setting} {name}"),
                .. NotNeededByHost.Select(key => $"{DeclarationKind.HostKey} {key}"),
            ]
        );
    }

    private static IEnumerable<string> Stored(IReadOnlyList<StorageNeed> needs) =>
        needs.Concat(needs.Where(need => need.Kind == StorageKind.Queue).Select(need => need with { Name = need.Name + PoisonQueues.Suffix }))
            .Append(new StorageNeed(StorageKind.Container, "azure-webjobs-hosts"))
            .Append(new StorageNeed(StorageKind.Queue, PoisonQueues.Blobs))
            .Distinct()
            .Select(need => $"{need.Kind} {need.Name}");

    private static IEnumerable<string> Roles(IReadOnlyList<StorageNeed> needs, IReadOnlyList<string> vault) =>
        needs.Select(need => StorageRoles[need.Kind])
            .Concat(OtherRoles.Where(role => vault.Any(one => one.StartsWith($"{role.Key} ", StringComparison.Ordinal))).Select(role => role.Value))
            .Append(TelemetryRole)
            .Distinct(StringComparer.Ordinal);

    private static IReadOnlyList<StorageNeed> Needs()
    {
        using var provider = new ServiceCollection().AddFunctionServices(new ConfigurationBuilder().Build()).BuildServiceProvider();
        return [.. provider.GetServices<StorageNeed>()];
    }

    private static IEnumerable<string> SettingsOf(DeclaredInfrastructure infrastructure) =>
        infrastructure.All.Where(declaration => declaration.Kind == DeclarationKind.Setting).Select(declaration => declaration.Name);

    [GeneratedRegex(@"@Microsoft\.KeyVault\(SecretUri=\$\{vaultUri\}secrets/(?<name>[a-z-]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SecretReference();
}
