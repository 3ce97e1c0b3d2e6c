using System.Text.Json.Nodes;

namespace ServerlessContacts.Tests.Infrastructure;

public enum DeclarationKind
{
    Container,
    Queue,
    Table,
    Setting,
    Secret,
    Key,
    Role,
    HostKey,
}

/// <summary>One thing that a file declares.</summary>
/// <param name="Path">Of the file.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Of a setting with colons, of a role with its id.</param>
/// <param name="Without">The text of that file without it.</param>
public sealed record Declaration(string Path, DeclarationKind Kind, string Name, Func<string> Without)
{
    public override string ToString() => $"{Kind} {Name}";
}

/// <summary>All that the infrastructure declares and the code depends on, found in the files as they are or with some replaced.</summary>
public sealed class DeclaredInfrastructure(IReadOnlyDictionary<string, string>? replaced = null)
{
    public const string Storage = "infra/app/storage.bicep";
    public const string AppSettings = "infra/app/app-settings.bicep";
    public const string Vault = "infra/app/key-vault.bicep";
    public const string Roles = "infra/app/role-assignments.bicep";
    public const string Host = "host.json";

    private static readonly (string Variable, DeclarationKind Kind)[] StorageLists =
    [
        ("containers", DeclarationKind.Container),
        ("hostContainers", DeclarationKind.Container),
        ("queues", DeclarationKind.Queue),
        ("poisonQueues", DeclarationKind.Queue),
        ("tables", DeclarationKind.Table),
    ];

    private static readonly string[] SettingObjects = ["settings", "optionalSettings"];

    private static readonly string[] RoleObjects = ["storageRoles", "insightsRoles", "vaultRoles"];

    public IReadOnlyList<Declaration> All => [.. Stored(), .. Set(), .. InVault(), .. Assigned(), .. OfHost()];

    public string Text(string path) => replaced?.GetValueOrDefault(path) ?? InfrastructureFiles.Read(path);

    public DeclaredInfrastructure Without(Declaration declaration) => With(declaration.Path, declaration.Without());

    public DeclaredInfrastructure With(string path, string text) =>
        new(new Dictionary<string, string>(replaced ?? new Dictionary<string, string>(StringComparer.Ordinal), StringComparer.Ordinal) { [path] = text });

    private IEnumerable<Declaration> Stored() =>
        from list in StorageLists
        from name in Bicep(Storage).List(list.Variable)
        select Of(Storage, list.Kind, name.Value, name);

    private IEnumerable<Declaration> Set() =>
        from variable in SettingObjects
        from name in Bicep(AppSettings).Properties(variable)
        select Of(AppSettings, DeclarationKind.Setting, name.Value.Replace("__", ":", StringComparison.Ordinal), name);

    private IEnumerable<Declaration> InVault() =>
        from resource in Bicep(Vault).Resources
        let kind = resource.Type switch
        {
            "Microsoft.KeyVault/vaults/secrets" => DeclarationKind.Secret,
            "Microsoft.KeyVault/vaults/keys" => DeclarationKind.Key,
            _ => (DeclarationKind?)null,
        }
        where kind is not null
        select new Declaration(Vault, kind.Value, resource.Name, () => Bicep(Vault).Without(resource));

    private IEnumerable<Declaration> Assigned() =>
        from variable in RoleObjects
        from role in Bicep(Roles).Properties(variable).Zip(Bicep(Roles).Values(variable))
        select Of(Roles, DeclarationKind.Role, $"{role.First.Value} {role.Second.Value}", role.First);

    private IEnumerable<Declaration> OfHost() =>
        HostValues().Select(value => new Declaration(Host, DeclarationKind.HostKey, value.Key, () => WithoutKey(value.Key)));

    /// <summary>Leaves of host.json, their names with colons.</summary>
    public IEnumerable<KeyValuePair<string, string>> HostValues() => Leaves(JsonNode.Parse(Text(Host))!, "");

    private static IEnumerable<KeyValuePair<string, string>> Leaves(JsonNode node, string path) => node is JsonObject parts
        ? parts.SelectMany(part => Leaves(part.Value!, path.Length == 0 ? part.Key : $"{path}:{part.Key}"))
        : [KeyValuePair.Create(path, node.ToString())];

    private string WithoutKey(string key)
    {
        var host = JsonNode.Parse(Text(Host))!;
        var parts = key.Split(':');
        parts[..^1].Aggregate(host, (node, part) => node[part]!).AsObject().Remove(parts[^1]);
        return host.ToJsonString();
    }

    private Declaration Of(string path, DeclarationKind kind, string name, BicepToken token) => new(path, kind, name, () => Bicep(path).Without(token));

    private BicepFile Bicep(string path) => new(Text(path));
}
