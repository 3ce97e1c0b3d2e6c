using Microsoft.Extensions.Configuration;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;

namespace ServerlessContacts.Access;

/// <summary>
/// Reads the section <c>Authentication</c>: one issuer in the section itself, or several under <c>Issuers:0</c>, <c>Issuers:1</c>, ….
/// A mistake in it is reported at start, by the name of the setting.
/// </summary>
public static class AuthenticationSettings
{
    public const string Section = "Authentication";

    public static IReadOnlyList<IssuerOptions> Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var several = section.GetSection("Issuers").GetChildren().ToList();
        IReadOnlyList<IConfigurationSection> sections = several.Count > 0 ? several : section["Issuer"] is null ? [] : [section];
        List<IssuerOptions> issuers = [.. sections.Select(ReadIssuer)];
        if (issuers.Count > 1)
        {
            RequireDifferent(sections, issuers);
            RequireTenants(sections, issuers);
        }

        return issuers;
    }

    private static IssuerOptions ReadIssuer(IConfigurationSection section)
    {
        var defaults = new IssuerOptions { Issuer = ReadAddress(section), Audiences = ReadAudiences(section) };
        return defaults with
        {
            Claims = ReadClaims(section),
            ClockSkew = ReadTime(section, nameof(IssuerOptions.ClockSkew), defaults.ClockSkew),
            DiscoveryTimeout = ReadTime(section, nameof(IssuerOptions.DiscoveryTimeout), defaults.DiscoveryTimeout),
            KeysFreshFor = ReadTime(section, nameof(IssuerOptions.KeysFreshFor), defaults.KeysFreshFor),
            KeysTrustedFor = ReadTime(section, nameof(IssuerOptions.KeysTrustedFor), defaults.KeysTrustedFor),
            RefreshAtMostEvery = ReadTime(section, nameof(IssuerOptions.RefreshAtMostEvery), defaults.RefreshAtMostEvery),
        };
    }

    private static string ReadAddress(IConfigurationSection section)
    {
        var issuer = section["Issuer"];
        return Uri.TryCreate(issuer, UriKind.Absolute, out var address) && DiscoveryDocuments.MayFetch(address)
            ? issuer!
            : throw Wrong(section.GetSection("Issuer"), "must be an https URL (http only for this machine)");
    }

    private static IReadOnlyList<string> ReadAudiences(IConfigurationSection section)
    {
        var audiences = ReadList(section, "Audience") ?? [];
        return audiences.Count > 0 ? audiences : throw Wrong(section.GetSection("Audience"), "is missing");
    }

    private static ClaimMapping ReadClaims(IConfigurationSection section)
    {
        var defaults = new ClaimMapping();
        return new ClaimMapping
        {
            TenantClaim = section["TenantClaim"] ?? defaults.TenantClaim,
            Tenant = section["Tenant"] is { } tenant ? ReadTenant(section.GetSection("Tenant"), tenant) : null,
            Tenants = ReadMap(section.GetSection("Tenants"), "Tenant", ReadTenant),
            MemberClaims = ReadList(section, "MemberClaim") ?? defaults.MemberClaims,
            RolesClaim = section["RolesClaim"] ?? defaults.RolesClaim,
            Roles = ReadMap(section.GetSection("Roles"), "Role", ReadRole),
            DefaultRole = section["DefaultRole"] switch
            {
                null => defaults.DefaultRole,
                "none" => null,
                var role => ReadRole(section.GetSection("DefaultRole"), role),
            },
            NameClaims = ReadList(section, "NameClaim") ?? defaults.NameClaims,
            EmailClaims = ReadList(section, "EmailClaim") ?? defaults.EmailClaims,
        };
    }

    // "Tenants:{claim} = tenant", or "Tenants:0:Claim" with "Tenants:0:Tenant", because the names of application settings in Azure
    // can hold neither the hyphens of a directory id nor, on Linux, the dots of an application role.
    private static Dictionary<string, T> ReadMap<T>(IConfigurationSection map, string valueName, Func<IConfigurationSection, string, T> read)
    {
        var entries = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var entry in map.GetChildren())
        {
            var claim = entry.Value is null ? entry["Claim"] : entry.Key;
            var value = entry.Value ?? entry[valueName];
            if (claim is null || value is null || !entries.TryAdd(claim, read(entry, value)))
            {
                throw Wrong(entry, $"must give one claim value one {valueName}");
            }
        }

        return entries;
    }

    private static List<string>? ReadList(IConfigurationSection section, string name)
    {
        var setting = section.GetSection(name);
        List<string> values = setting.Value is { Length: > 0 } single ? [single] : [.. setting.GetChildren().Select(child => child.Value!)];
        return values.Count > 0 ? values : null;
    }

    private static TenantId ReadTenant(IConfigurationSection setting, string value) =>
        TenantId.TryParse(value, out var tenant) ? tenant : throw Wrong(setting, "must be a tenant id ([a-z0-9-], at most 63)");

    private static string ReadRole(IConfigurationSection setting, string value) =>
        BuiltInRole.Exists(value) ? value : throw Wrong(setting, "must be administrator, manager, member or application");

    private static TimeSpan ReadTime(IConfigurationSection section, string name, TimeSpan otherwise) => section[name] switch
    {
        null => otherwise,
        var text when TimeSpan.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var time) && time >= TimeSpan.Zero => time,
        _ => throw Wrong(section.GetSection(name), "must be a time such as 00:00:10"),
    };

    private static void RequireDifferent(IReadOnlyList<IConfigurationSection> sections, List<IssuerOptions> issuers)
    {
        var repeated = issuers.FindIndex(issuer => issuers.First(other => other.Issuer == issuer.Issuer) != issuer);
        if (repeated >= 0)
        {
            throw Wrong(sections[repeated].GetSection("Issuer"), "is given twice");
        }
    }

    // Two issuers that could both name any tenant could each sign in as the other's members.
    private static void RequireTenants(IReadOnlyList<IConfigurationSection> sections, List<IssuerOptions> issuers)
    {
        var unbound = issuers.FindIndex(issuer => issuer.Claims is { Tenant: null, Tenants.Count: 0 });
        if (unbound >= 0)
        {
            throw Wrong(sections[unbound], "must say by Tenant or Tenants for whom it speaks, as there are several issuers");
        }
    }

    private static SettingException Wrong(IConfigurationSection setting, string problem) => new($"{setting.Path} {problem}.");
}
