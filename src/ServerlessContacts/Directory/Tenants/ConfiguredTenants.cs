using System.Collections.Frozen;
using Microsoft.Extensions.Configuration;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;

namespace ServerlessContacts.Directory.Tenants;

/// <summary>
/// The tenants that the operator wants to be there: the section <see cref="First"/> (<c>Id</c>, <c>Name</c>, <c>Country</c>,
/// <c>Administrator</c>), and in the setting <see cref="Further"/> any number as <c>id|country|administrator|name</c>, separated by
/// semicolons. One that is missing is made when it is first asked for, by whichever instance is asked; one that no longer stands here
/// stays. A mistake is reported at start, by the name of the setting.
/// </summary>
public sealed class ConfiguredTenants
{
    public const string First = "FirstTenant";

    /// <summary>One setting and not a list of sections, so that a deployment hands it on as it is.</summary>
    public const string Further = "FurtherTenants";

    private readonly FrozenDictionary<TenantId, ConfiguredTenant> all;

    /// <exception cref="SettingException">A tenant is named twice.</exception>
    public ConfiguredTenants(IEnumerable<ConfiguredTenant> tenants)
    {
        var byId = new Dictionary<TenantId, ConfiguredTenant>();
        foreach (var tenant in tenants)
        {
            if (!byId.TryAdd(tenant.Id, tenant))
            {
                throw new SettingException($"{First} and {Further} name the tenant {tenant.Id} twice.");
            }
        }

        all = byId.ToFrozenDictionary();
    }

    public static ConfiguredTenants None { get; } = new([]);

    /// <summary>Who is an administrator whatever roles their token names.</summary>
    internal FrozenSet<(TenantId Tenant, MemberId Member)> Administrators =>
        all.Values.Where(tenant => tenant.Administrator is not null).Select(tenant => (tenant.Id, tenant.Administrator!.Value))
            .ToFrozenSet();

    /// <exception cref="SettingException">A setting is missing or not as expected; the message is one line for the operator.</exception>
    public static ConfiguredTenants Read(IConfiguration configuration) =>
        new(ReadFirst(configuration.GetSection(First)).Concat(ReadFurther(configuration[Further])));

    public ConfiguredTenant? Find(TenantId tenant) => all.GetValueOrDefault(tenant);

    public ConfiguredTenants With(ConfiguredTenant another) => new(all.Values.Append(another));

    private static IEnumerable<ConfiguredTenant> ReadFirst(IConfigurationSection section)
    {
        var (id, name, country, administrator) = (section["Id"], section["Name"], section["Country"], section["Administrator"]);
        return string.IsNullOrEmpty(id + name + country + administrator)
            ? []
            : [Read(id, country, administrator, name, part => $"{First}:{part}")];
    }

    private static IEnumerable<ConfiguredTenant> ReadFurther(string? text) =>
        (text ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select((entry, at) =>
            entry.Split('|', StringSplitOptions.TrimEntries) is [var id, var country, var administrator, var name]
                ? Read(id, country, administrator, name, part => $"{Further}, entry {at + 1}, {part}")
                : throw new SettingException($"{Further}, entry {at + 1}, must be id|country|administrator|name."));

    private static ConfiguredTenant Read(string? id, string? country, string? administrator, string? name, Func<string, string> setting)
    {
        if (!TenantId.TryParse(id, out var tenant))
        {
            throw Wrong(setting("Id"), "a tenant id ([a-z0-9-], at most 63)");
        }

        var code = country?.Trim().ToUpperInvariant() ?? "";
        if (CallingCodes.ForCountry(code) is null)
        {
            throw Wrong(setting("Country"), "an ISO 3166-1 code of two letters, such as JP");
        }

        var shown = string.IsNullOrWhiteSpace(name) ? tenant.Value : name.Trim();
        return shown.Length > TenantRecord.MaxName || shown.Any(char.IsControl)
            ? throw Wrong(setting("Name"), $"a name of at most {TenantRecord.MaxName} characters")
            : new ConfiguredTenant(tenant, shown, code, ReadAdministrator(administrator, setting("Administrator")));
    }

    private static MemberId? ReadAdministrator(string? text, string setting) =>
        string.IsNullOrWhiteSpace(text) ? null
        : MemberId.TryParse(text.Trim(), out var member) ? member
        : throw Wrong(setting, "the id of a member as their tokens name it, at most 300 characters");

    private static SettingException Wrong(string setting, string expected) => new($"{setting} must be {expected}.");
}
