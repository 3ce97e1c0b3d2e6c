using System.Text.Json;
using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Export.Sheets;

/// <summary>Our own CSV.</summary>
internal sealed class OwnSheet(PhoneParser parser) : ISheet
{
    /// <summary>Custom fields have a column for each name; beyond this, spreadsheets and people are lost.</summary>
    public const int MostCustomColumns = 500;

    private readonly SortedSet<string> custom = new(StringComparer.Ordinal);

    public bool QuotesAll => false;

    public Contact Fit(Contact contact) => contact with
    {
        Photo = null,
        Birthday = BirthdayCell.Fit(contact.Birthday),
        Labels = OneLine(contact.Labels),
        Groups = OneLine(contact.Groups),
        Phones = [.. contact.Phones.Select(phone => phone with { Number = WrittenPhone.Of(phone, parser), Raw = "" })],
        Custom = contact.Custom.Count == 0 ? contact.Custom : contact.Custom.Where(field => HasColumn(field.Key)).ToDictionary(StringComparer.Ordinal),
    };

    public Contact Read(Contact fitted) => fitted;

    public IReadOnlyList<LayoutColumn> Columns(ListLengths lengths) =>
    [
        .. OwnColumns.Single,
        .. Group("E-mail", lengths.Emails),
        .. Group("Phone", lengths.Phones),
        .. Group("Address", lengths.Addresses),
        .. Group("IM", lengths.Ims),
        .. Group("URL", lengths.Urls),
        .. custom.Select(OwnColumns.Custom),
    ];

    public string? Cell(Contact fitted, LayoutColumn column) => column.Field switch
    {
        ColumnField.Kind => fitted.Kind == ContactKind.Person ? "person" : "organization",
        ColumnField.Internal => fitted.Internal ? OwnColumns.Yes : null,
        ColumnField.Labels => string.Join(OwnColumns.LabelSeparator, fitted.Labels),
        ColumnField.Folder => fitted.Folder,
        ColumnField.Groups => string.Join(OwnColumns.LabelSeparator, fitted.Groups),
        ColumnField.Visibility => fitted.Visibility == Visibility.Owner ? null : JsonNamingPolicy.CamelCase.ConvertName(fitted.Visibility.ToString()),
        ColumnField.EmailDefault => Yes(ContactCells.At(fitted.Emails, column)?.Default),
        ColumnField.PhoneDefault => Yes(ContactCells.At(fitted.Phones, column)?.Default),
        _ => ContactCells.Of(fitted, column),
    };

    private static IEnumerable<LayoutColumn> Group(string group, int entries) => Enumerable.Range(1, entries).SelectMany(number => OwnColumns.Group(group, number));

    private static string[] OneLine(IReadOnlyList<string> values) => [.. values.Where(value => !value.AsSpan().ContainsAny('\r', '\n'))];

    private static string? Yes(bool? value) => value == true ? OwnColumns.Yes : null;

    private bool HasColumn(string name) => custom.Contains(name) || (custom.Count < MostCustomColumns && custom.Add(name));
}
