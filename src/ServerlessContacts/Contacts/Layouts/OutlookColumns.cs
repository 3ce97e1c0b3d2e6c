using System.Collections.Frozen;

namespace ServerlessContacts.Contacts.Layouts;

/// <summary>
/// Outlook's CSV by its English headers, as classic Outlook, Outlook.com and Google's "Outlook CSV" write them. Other languages are translations of these headers. Each telephone column is an
/// entry of its own, whose label the column says; of addresses there are three.
/// </summary>
public static class OutlookColumns
{
    public const string Id = "outlook";

    /// <summary>Google's file for Outlook and Outlook.com's own are read as the same columns.</summary>
    public const string GoogleId = "google-outlook";

    /// <inheritdoc cref="GoogleId"/>
    public const string OnlineId = "outlook-com";

    /// <summary>The labels of <c>Business …</c>, <c>Home …</c> and <c>Other …</c>.</summary>
    private static readonly (string Place, string Label)[] Places = [("Business", "work"), ("Home", "home"), ("Other", "other")];

    /// <summary>The telephone columns in classic Outlook's order, and the labels that they are.</summary>
    public static IReadOnlyList<(string Header, string Label)> Phones { get; } =
    [
        ("Assistant's Phone", "assistant"), ("Business Fax", "workFax"), ("Business Phone", "work"), ("Business Phone 2", "work"), ("Callback", "callback"), ("Car Phone", "car"),
        ("Company Main Phone", "main"), ("Home Fax", "homeFax"), ("Home Phone", "home"), ("Home Phone 2", "home"), ("ISDN", "isdn"), ("Mobile Phone", "mobile"),
        ("Other Fax", "otherFax"), ("Other Phone", "other"), ("Pager", "pager"), ("Primary Phone", "primary"), ("Radio Phone", "radio"), ("TTY/TDD Phone", "tty"), ("Telex", "telex"),
    ];

    /// <summary>Classic Outlook's columns in its order: what is written.</summary>
    public static IReadOnlyList<LayoutColumn> Classic { get; } =
    [
        new("Title", ColumnField.Prefix), new("First Name", ColumnField.GivenName), new("Middle Name", ColumnField.MiddleName), new("Last Name", ColumnField.FamilyName),
        new("Suffix", ColumnField.Suffix), new("Company", ColumnField.Company), new("Department", ColumnField.Department), new("Job Title", ColumnField.Title),
        .. Places.SelectMany(Address), .. Phones.Select((phone, index) => new LayoutColumn(phone.Header, ColumnField.Phone, phone.Label, index + 1)),
        .. Kept("Account", "Anniversary", "Assistant's Name", "Billing Information"), new("Birthday", ColumnField.Birthday), PoBox(0), new("Categories", ColumnField.Labels),
        .. Kept("Children", "Directory Server"), .. Email(1), .. Email(2), .. Email(3), .. Kept("Gender", "Government ID Number", "Hobby"), PoBox(1),
        .. Kept("Initials", "Internet Free Busy", "Keywords", "Language", "Location", "Manager's Name", "Mileage"), new("Notes", ColumnField.Notes),
        .. Kept("Office Location", "Organizational ID Number"), PoBox(2), new("Priority", ColumnField.Ignored), new("Private", ColumnField.Ignored),
        .. Kept("Profession", "Referred By"), new("Sensitivity", ColumnField.Ignored), .. Kept("Spouse", "User 1", "User 2", "User 3", "User 4"), new("Web Page", ColumnField.Url),
    ];

    /// <summary>What only Outlook.com or Google's Outlook CSV have.</summary>
    private static readonly LayoutColumn[] Others =
    [
        new("Nickname", ColumnField.Nickname), new("Given Yomi", ColumnField.PhoneticGivenName), new("Surname Yomi", ColumnField.PhoneticFamilyName),
        new("Company Yomi", ColumnField.PhoneticCompany), new("IMAddress", ColumnField.Im), new("Personal Web Page", ColumnField.Url, "home"), new("Schools", ColumnField.Custom),
        .. Places.Select((place, index) => new LayoutColumn($"{place.Place} Address", ColumnField.AddressText, place.Label, index + 1)),
        .. Places.Select((place, index) => new LayoutColumn($"{place.Place} Country", ColumnField.Country, place.Label, index + 1)),
    ];

    private static readonly FrozenDictionary<string, LayoutColumn> ByHeader =
        Classic.Concat(Others).ToFrozenDictionary(column => column.Header, StringComparer.OrdinalIgnoreCase);

    /// <summary>What Outlook means by an English header; null for none of its own.</summary>
    public static LayoutColumn? Find(string header) => ByHeader.GetValueOrDefault(header);

    /// <summary>The number of the address that has the label; null for none of its own.</summary>
    public static int? AddressEntry(string? label) => Array.FindIndex(Places, place => place.Label == label) is var index and >= 0
        ? index + 1 : null;

    /// <summary>All English headers.</summary>
    public static IEnumerable<string> Headers => ByHeader.Keys;

    private static IEnumerable<LayoutColumn> Address((string Place, string Label) place, int index)
    {
        (string Part, ColumnField Field)[] parts =
        [
            ("Street", ColumnField.Street), ("Street 2", ColumnField.Street2), ("Street 3", ColumnField.Street3), ("City", ColumnField.City), ("State", ColumnField.Region),
            ("Postal Code", ColumnField.PostalCode), ("Country/Region", ColumnField.Country),
        ];
        return parts.Select(part => new LayoutColumn($"{place.Place} {part.Part}", part.Field, place.Label, index + 1));
    }

    private static LayoutColumn PoBox(int place) => new($"{Places[place].Place} Address PO Box", ColumnField.PoBox, Places[place].Label, place + 1);

    private static IEnumerable<LayoutColumn> Email(int number)
    {
        var name = number == 1 ? "E-mail" : $"E-mail {number}";
        return
        [
            new($"{name} Address", ColumnField.Email, Entry: number), new($"{name} Type", ColumnField.EmailKind, Entry: number), new($"{name} Display Name", ColumnField.Ignored),
        ];
    }

    private static IEnumerable<LayoutColumn> Kept(params string[] headers) => headers.Select(header => new LayoutColumn(header, ColumnField.Custom));
}
