using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Export.Sheets;

/// <summary>Google's CSV in its current generation.</summary>
internal sealed class GoogleSheet(PhoneParser parser) : ISheet
{
    public bool QuotesAll => false;

    public Contact Fit(Contact contact) => new()
    {
        Name = NamesInParts.Of(contact.Name),
        Nickname = contact.Nickname,
        Organization = contact.Organization is null ? null : contact.Organization with { PhoneticName = null },
        Emails = [.. contact.Emails.Where(email => SeveralValues.AreNotIn(email.Address))],
        Phones = [.. contact.Phones.Select(Fit).Where(phone => SeveralValues.AreNotIn(phone.Number))],
        Addresses = [.. contact.Addresses.Where(address => !AddressLines.Parts(address).Append(address.Formatted).Any(part => part is not null && !IsOne(part)))],
        Urls = [.. contact.Urls.Where(page => IsOne(page.Url))],
        Birthday = BirthdayCell.Fit(contact.Birthday),
        Notes = contact.Notes,
        Custom = contact.Custom.Where(field => !IsMarked(field.Key)).ToDictionary(StringComparer.Ordinal),
        Labels = [.. contact.Labels.Where(label => IsOne(label) && !IsMarked(label) && !GoogleColumns.IsEverybody(label))],
    };

    public Contact Read(Contact fitted) => fitted with
    {
        Emails = [.. fitted.Emails.Select((email, index) => GoogleLabels.Read(GoogleLabels.Write(email.Label, email.Default, index)) is var (label, isDefault)
            ? email with { Label = label, Default = isDefault }
            : email)],
        Phones = [.. fitted.Phones.Select((phone, index) => GoogleLabels.Read(GoogleLabels.Write(phone.Label, phone.Default, index)) is var (label, isDefault)
            ? phone with { Label = label, Default = isDefault }
            : phone)],
        Addresses = [.. fitted.Addresses.Select(address => (AddressLines.Parts(address).Any() ? address with { Formatted = null } : address) with { Label = GoogleLabels.Read(GoogleLabels.Write(address.Label)).Label })],
        Urls = [.. fitted.Urls.Select(page => page with { Label = GoogleLabels.Read(GoogleLabels.Write(page.Label)).Label })],
    };

    public IReadOnlyList<LayoutColumn> Columns(ListLengths lengths) =>
    [
        .. GoogleColumns.Single,
        .. Group("E-mail", lengths.Emails),
        .. Group("Phone", lengths.Phones),
        .. Group("Address", lengths.Addresses),
        .. Group("Website", lengths.Urls),
        .. Group("Custom Field", lengths.Custom),
    ];

    public string? Cell(Contact fitted, LayoutColumn column) => column.Field switch
    {
        ColumnField.Labels => string.Join(GoogleColumns.Separator, fitted.Labels.Select(Membership).Append(GoogleColumns.MyContacts)),
        // Google puts a blank before a date without a year; so it is no formula, either.
        ColumnField.Birthday => fitted.Birthday is ['-', ..] ? " " + fitted.Birthday : fitted.Birthday,
        ColumnField.EmailLabel => ContactCells.At(fitted.Emails, column) is { } email ? GoogleLabels.Write(email.Label, email.Default, column.Entry - 1) : null,
        ColumnField.PhoneLabel => ContactCells.At(fitted.Phones, column) is { } phone ? GoogleLabels.Write(phone.Label, phone.Default, column.Entry - 1) : null,
        ColumnField.AddressLabel => GoogleLabels.Write(ContactCells.At(fitted.Addresses, column)?.Label),
        ColumnField.UrlLabel => GoogleLabels.Write(ContactCells.At(fitted.Urls, column)?.Label),
        ColumnField.AddressText => ContactCells.At(fitted.Addresses, column) is { } address ? address.Formatted ?? AddressLines.Of(address) : null,
        ColumnField.CustomName => Custom(fitted, column).Key,
        ColumnField.CustomValue => Custom(fitted, column).Value,
        _ => ContactCells.Of(fitted, column),
    };

    private static IEnumerable<LayoutColumn> Group(string group, int entries) => Enumerable.Range(1, entries).SelectMany(number => GoogleColumns.Group(group, number));

    /// <summary>A reader of the layout would make several of any other.</summary>
    private static bool IsOne(string value) => !value.Contains(GoogleColumns.Separator.Trim(), StringComparison.Ordinal);

    private static bool IsMarked(string value) => value.StartsWith(GoogleColumns.Mark, StringComparison.Ordinal);

    private static string Membership(string label) => label == GoogleColumns.StarredLabel ? GoogleColumns.Starred : label;

    private static KeyValuePair<string, string> Custom(Contact fitted, LayoutColumn column) => fitted.Custom.ElementAtOrDefault(column.Entry - 1);

    private Phone Fit(Phone phone) => new() { Number = WrittenPhone.WithExtension(phone, parser), Label = phone.Label, Default = phone.Default };
}
