using System.Globalization;

namespace ServerlessContacts.Contacts.Layouts;

/// <summary>
/// Our own CSV, which holds all that a contact has. Every value has a cell of its own: lists have numbered columns (<c>Phone 2</c>, <c>Phone 2 Label</c>), each custom field a column
/// <c>Custom: NAME</c>. Only labels share a cell, one a line. Texts are protected by <see cref="FormulaGuard"/>, numbers (<c>Phone</c> and <c>Short</c>) are not.
/// </summary>
public static class OwnColumns
{
    public const string Id = "own";

    public const string CustomPrefix = "Custom: ";

    public const string Yes = "yes";

    /// <summary>Labels in one cell.</summary>
    public const char LabelSeparator = '\n';

    /// <summary>The columns that each file has, in this order and before the others. <c>Kind</c> and <c>Name</c> in front tell the layout.</summary>
    public static IReadOnlyList<LayoutColumn> Single { get; } =
    [
        new("Kind", ColumnField.Kind), new("Name", ColumnField.FullName), new("Given Name", ColumnField.GivenName), new("Middle Name", ColumnField.MiddleName),
        new("Family Name", ColumnField.FamilyName), new("Name Prefix", ColumnField.Prefix), new("Name Suffix", ColumnField.Suffix),
        new("Phonetic Given Name", ColumnField.PhoneticGivenName), new("Phonetic Family Name", ColumnField.PhoneticFamilyName), new("Nickname", ColumnField.Nickname),
        new("Internal", ColumnField.Internal), new("Company", ColumnField.Company), new("Phonetic Company", ColumnField.PhoneticCompany),
        new("Department", ColumnField.Department), new("Job Title", ColumnField.Title), new("Role", ColumnField.Role), new("Birthday", ColumnField.Birthday),
        new("Labels", ColumnField.Labels), new("Notes", ColumnField.Notes),
    ];

    private static readonly (string Group, string Part, ColumnField Field)[] Parts =
    [
        ("E-mail", "", ColumnField.Email), ("E-mail", "Label", ColumnField.EmailLabel), ("E-mail", "Default", ColumnField.EmailDefault),
        ("Phone", "", ColumnField.Phone), ("Phone", "Label", ColumnField.PhoneLabel), ("Phone", "Extension", ColumnField.PhoneExtension), ("Phone", "Short", ColumnField.PhoneShort),
        ("Phone", "Default", ColumnField.PhoneDefault),
        ("Address", "Label", ColumnField.AddressLabel), ("Address", "Street", ColumnField.Street), ("Address", "Extended", ColumnField.ExtendedAddress),
        ("Address", "PO Box", ColumnField.PoBox), ("Address", "City", ColumnField.City), ("Address", "Region", ColumnField.Region), ("Address", "Postal Code", ColumnField.PostalCode),
        ("Address", "Country", ColumnField.Country), ("Address", "Formatted", ColumnField.FormattedAddress),
        ("IM", "", ColumnField.Im), ("IM", "Protocol", ColumnField.ImProtocol), ("IM", "Label", ColumnField.ImLabel),
        ("URL", "", ColumnField.Url), ("URL", "Label", ColumnField.UrlLabel),
    ];

    public static IReadOnlyList<string> Groups { get; } = ["E-mail", "Phone", "Address", "IM", "URL"];

    /// <summary>The columns of the entry of that number, beginning with 1, of one of <see cref="Groups"/>.</summary>
    public static IEnumerable<LayoutColumn> Group(string group, int number) =>
        Parts.Where(part => part.Group == group).Select(part => new LayoutColumn(Header(group, number, part.Part), part.Field, Entry: number));

    public static LayoutColumn Custom(string name) => new(CustomPrefix + name, ColumnField.Custom, name);

    /// <summary>What we mean by a header; null for none of ours.</summary>
    public static LayoutColumn? Find(string header) =>
        Single.FirstOrDefault(column => column.Header.Equals(header, StringComparison.OrdinalIgnoreCase)) ?? FindParticular(header);

    /// <summary>As <see cref="Find"/>, of the headers that hardly mean anything else: numbered groups and custom fields.</summary>
    public static LayoutColumn? FindParticular(string header)
    {
        if (header.StartsWith(CustomPrefix, StringComparison.OrdinalIgnoreCase) && header.Length > CustomPrefix.Length)
        {
            return new LayoutColumn(header, ColumnField.Custom, header[CustomPrefix.Length..].Trim());
        }

        if (header.Split(' ', 3) is not [var group, var digits, .. var rest] || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
        {
            return null;
        }

        var part = rest is [var named] ? named : "";
        var found = Array.Find(Parts, known => known.Group.Equals(group, StringComparison.OrdinalIgnoreCase) && known.Part.Equals(part, StringComparison.OrdinalIgnoreCase));
        return found.Group is null ? null : new LayoutColumn(header, found.Field, Entry: number);
    }

    private static string Header(string group, int number, string part) =>
        string.Create(CultureInfo.InvariantCulture, $"{group} {number}{(part.Length == 0 ? "" : " ")}{part}");
}
