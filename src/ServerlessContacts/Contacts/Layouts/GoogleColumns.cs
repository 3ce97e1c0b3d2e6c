using System.Collections.Frozen;
using System.Globalization;

namespace ServerlessContacts.Contacts.Layouts;

/// <summary>
/// Google's CSV in both its generations: single columns, then numbered groups such as <c>Phone 2 - Value</c>, as many as somebody needs. What the old one calls
/// type the current one calls label. Several values of one label stand in one cell, joined by <see cref="Separator"/>; the label of the default begins with <see cref="Mark"/>, and so
/// do Google's own groups among the labels.
/// </summary>
public static class GoogleColumns
{
    public const string Id = "google";

    /// <summary>The generation until 2024, which is only read.</summary>
    public const string OldId = "google-old";

    public const string Separator = " ::: ";

    public const string Mark = "* ";

    /// <summary>The group that each contact shown at Google is in.</summary>
    public const string MyContacts = "* myContacts";

    /// <summary>Whether a label is that group's, which older exports and translations of the sign write as <c>My Contacts</c>.</summary>
    public static bool IsEverybody(string label) => label.TrimStart('*').Replace(" ", "", StringComparison.Ordinal)
        .Equals(Everybody, StringComparison.OrdinalIgnoreCase);

    private const string Everybody = "myContacts";

    public const string Starred = "* starred";

    /// <summary>The label that stands for a star, here and in what is kept in step with Google.</summary>
    public const string StarredLabel = "Starred";

    /// <summary>The single columns of the current generation, in its order.</summary>
    public static IReadOnlyList<LayoutColumn> Single { get; } =
    [
        new("First Name", ColumnField.GivenName), new("Middle Name", ColumnField.MiddleName), new("Last Name", ColumnField.FamilyName),
        new("Phonetic First Name", ColumnField.PhoneticGivenName), new("Phonetic Middle Name", ColumnField.Custom), new("Phonetic Last Name", ColumnField.PhoneticFamilyName),
        new("Name Prefix", ColumnField.Prefix), new("Name Suffix", ColumnField.Suffix), new("Nickname", ColumnField.Nickname), new("File As", ColumnField.FileAs),
        new("Organization Name", ColumnField.Company), new("Organization Title", ColumnField.Title), new("Organization Department", ColumnField.Department),
        new("Birthday", ColumnField.Birthday), new("Notes", ColumnField.Notes), new("Photo", ColumnField.Custom), new("Labels", ColumnField.Labels),
    ];

    private static readonly LayoutColumn[] OldSingle =
    [
        new("Name", ColumnField.FullName), new("Given Name", ColumnField.GivenName), new("Additional Name", ColumnField.MiddleName), new("Family Name", ColumnField.FamilyName),
        new("Given Name Yomi", ColumnField.PhoneticGivenName), new("Family Name Yomi", ColumnField.PhoneticFamilyName), new("Yomi Name", ColumnField.Ignored),
        new("Additional Name Yomi", ColumnField.Custom, "Phonetic Middle Name"), new("Group Membership", ColumnField.Labels), new("Occupation", ColumnField.Role),
        .. new[]
        {
            "Initials", "Short Name", "Maiden Name", "Gender", "Location", "Billing Information", "Directory Server", "Mileage", "Hobby", "Subject", "Language",
        }.Select(header => new LayoutColumn(header, ColumnField.Custom)),
        new("Sensitivity", ColumnField.Ignored), new("Priority", ColumnField.Ignored),
    ];

    /// <summary>The parts of the numbered groups, by group; the first value is the name that both generations have, unless the current one has another.</summary>
    private static readonly (string Group, string Part, ColumnField Field)[] Parts =
    [
        ("E-mail", "Label", ColumnField.EmailLabel), ("E-mail", "Value", ColumnField.Email),
        ("Phone", "Label", ColumnField.PhoneLabel), ("Phone", "Value", ColumnField.Phone),
        ("Address", "Label", ColumnField.AddressLabel), ("Address", "Formatted", ColumnField.AddressText), ("Address", "Street", ColumnField.Street), ("Address", "City", ColumnField.City),
        ("Address", "PO Box", ColumnField.PoBox), ("Address", "Region", ColumnField.Region), ("Address", "Postal Code", ColumnField.PostalCode), ("Address", "Country", ColumnField.Country),
        ("Address", "Extended Address", ColumnField.ExtendedAddress),
        ("IM", "Label", ColumnField.ImLabel), ("IM", "Service", ColumnField.ImProtocol), ("IM", "Value", ColumnField.Im),
        ("Website", "Label", ColumnField.UrlLabel), ("Website", "Value", ColumnField.Url),
        ("Relation", "Label", ColumnField.CustomName), ("Relation", "Value", ColumnField.CustomValue),
        ("Event", "Label", ColumnField.CustomName), ("Event", "Value", ColumnField.CustomValue),
        ("Custom Field", "Label", ColumnField.CustomName), ("Custom Field", "Value", ColumnField.CustomValue),
        ("Organization", "Label", ColumnField.Ignored), ("Organization", "Name", ColumnField.Company), ("Organization", "Yomi Name", ColumnField.PhoneticCompany),
        ("Organization", "Title", ColumnField.Title), ("Organization", "Department", ColumnField.Department), ("Organization", "Symbol", ColumnField.Custom),
        ("Organization", "Location", ColumnField.Custom), ("Organization", "Job Description", ColumnField.Custom),
    ];

    private static readonly FrozenDictionary<string, LayoutColumn> Singles =
        Single.Concat(OldSingle).ToFrozenDictionary(column => column.Header, StringComparer.OrdinalIgnoreCase);

    /// <summary>The columns of one numbered group in the current generation: <c>E-mail</c>, <c>Phone</c>, <c>Address</c>, <c>Website</c> or <c>Custom Field</c>.</summary>
    public static IEnumerable<LayoutColumn> Group(string group, int number) => Parts.Where(part => part.Group == group)
        .Select(part => new LayoutColumn(string.Create(CultureInfo.InvariantCulture, $"{group} {number} - {part.Part}"), part.Field, Entry: number));

    /// <summary>What Google means by a header; null for none of its own.</summary>
    public static LayoutColumn? Find(string header)
    {
        var name = header.Trim();
        return Singles.TryGetValue(name, out var single) ? single : FindNumbered(name);
    }

    /// <summary>As <see cref="Find"/>, of the numbered groups only.</summary>
    public static LayoutColumn? FindNumbered(string name)
    {
        var dash = name.IndexOf(" - ", StringComparison.Ordinal);
        var blank = dash < 0 ? -1 : name.LastIndexOf(' ', dash - 1);
        return blank > 0 && int.TryParse(name.AsSpan(blank + 1, dash - blank - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? FindInGroup(name, name[..blank], number, name[(dash + 3)..])
            : null;
    }

    private static LayoutColumn? FindInGroup(string header, string group, int number, string part)
    {
        var current = part.Equals("Type", StringComparison.OrdinalIgnoreCase) ? "Label" : part;
        var found = Array.Find(Parts, known =>
            known.Group.Equals(group, StringComparison.OrdinalIgnoreCase) && known.Part.Equals(current, StringComparison.OrdinalIgnoreCase));
        if (found.Group is null)
        {
            return null;
        }

        var isSecondOrganization = found.Group == "Organization" && number > 1 && found.Field != ColumnField.Ignored;
        var name = found.Field == ColumnField.CustomValue && found.Group != "Custom Field" ? found.Group : null;
        return new LayoutColumn(header, isSecondOrganization ? ColumnField.Custom : found.Field, name, EntryOf(found.Group, number));
    }

    /// <summary>Relations, events and custom fields are entries of one list: each group has numbers of its own.</summary>
    private static int EntryOf(string group, int number) => group switch
    {
        "Relation" => (3 * number) + 1,
        "Event" => (3 * number) + 2,
        "Custom Field" => 3 * number,
        _ => number,
    };
}
