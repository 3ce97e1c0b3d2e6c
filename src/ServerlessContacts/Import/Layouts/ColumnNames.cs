using System.Collections.Frozen;
using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Import.Layouts;

/// <summary>The names by which mappings call what a column holds: the paths of the fields in the contract.</summary>
internal static class ColumnNames
{
    private static readonly (string Name, ColumnField Field)[] Names =
    [
        ("custom", ColumnField.Custom), ("ignore", ColumnField.Ignored), ("action", ColumnField.Action), ("kind", ColumnField.Kind),
        ("name.full", ColumnField.FullName), ("name.given", ColumnField.GivenName), ("name.middle", ColumnField.MiddleName), ("name.family", ColumnField.FamilyName),
        ("name.prefix", ColumnField.Prefix), ("name.suffix", ColumnField.Suffix), ("name.phoneticGiven", ColumnField.PhoneticGivenName),
        ("name.phoneticFamily", ColumnField.PhoneticFamilyName), ("nickname", ColumnField.Nickname),
        ("organization.name", ColumnField.Company), ("organization.phoneticName", ColumnField.PhoneticCompany), ("organization.department", ColumnField.Department),
        ("organization.title", ColumnField.Title), ("role", ColumnField.Role), ("birthday", ColumnField.Birthday), ("notes", ColumnField.Notes), ("labels", ColumnField.Labels),
        ("emails.address", ColumnField.Email), ("emails.label", ColumnField.EmailLabel),
        ("phones.number", ColumnField.Phone), ("phones.label", ColumnField.PhoneLabel), ("phones.extension", ColumnField.PhoneExtension), ("phones.short", ColumnField.PhoneShort),
        ("addresses.label", ColumnField.AddressLabel), ("addresses.street", ColumnField.Street), ("addresses.extended", ColumnField.ExtendedAddress),
        ("addresses.poBox", ColumnField.PoBox), ("addresses.city", ColumnField.City), ("addresses.region", ColumnField.Region),
        ("addresses.postalCode", ColumnField.PostalCode), ("addresses.country", ColumnField.Country), ("addresses.formatted", ColumnField.AddressText),
        ("ims.address", ColumnField.Im), ("ims.protocol", ColumnField.ImProtocol), ("ims.label", ColumnField.ImLabel),
        ("urls.url", ColumnField.Url), ("urls.label", ColumnField.UrlLabel),
    ];

    private static readonly FrozenDictionary<string, ColumnField> Fields = Names.ToFrozenDictionary(name => name.Name, name => name.Field, StringComparer.Ordinal);

    private static readonly FrozenDictionary<ColumnField, string> ByField = Names.ToFrozenDictionary(name => name.Field, name => name.Name);

    public static IEnumerable<string> All => Names.Select(name => name.Name);

    public static ColumnField? Find(string name) => Fields.TryGetValue(name, out var field) ? field : null;

    /// <summary>The parts that only known producers write are called by what a mapping would say instead.</summary>
    public static string Of(ColumnField field) => field switch
    {
        ColumnField.BirthYear or ColumnField.BirthMonth or ColumnField.BirthDay => Of(ColumnField.Birthday),
        ColumnField.FileAs => Of(ColumnField.FullName),
        ColumnField.Street2 or ColumnField.Street3 => Of(ColumnField.Street),
        ColumnField.FormattedAddress => Of(ColumnField.AddressText),
        _ => ByField.GetValueOrDefault(field, "ignore"),
    };
}
