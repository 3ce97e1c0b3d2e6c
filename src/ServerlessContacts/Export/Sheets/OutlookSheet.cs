using System.Collections.Frozen;
using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Export.Sheets;

/// <summary>
/// Outlook's CSV with English headers: three e-mail addresses, one postal address of each kind, and telephones by what they are for. The few columns that only
/// Outlook.com has stand at the end; either program passes over what it does not know.
/// </summary>
internal sealed class OutlookSheet(PhoneParser parser) : ISheet
{
    private const int MostEmails = 3;
    private const string CategoryJoint = ";";

    private static readonly string Starred = GoogleColumns.Starred[GoogleColumns.Mark.Length..];

    private static readonly LayoutColumn[] Written =
        [.. OutlookColumns.Classic, .. new[] { "Nickname", "Given Yomi", "Surname Yomi", "Company Yomi", "IMAddress" }.Select(header => OutlookColumns.Find(header)!)];

    private static readonly FrozenSet<string> Kept =
        Written.Where(column => column.Field == ColumnField.Custom).Select(column => column.Label ?? column.Header).ToFrozenSet(StringComparer.Ordinal);

    public bool QuotesAll => true;

    public Contact Fit(Contact contact) => new()
    {
        Name = NamesInParts.Of(contact.Name),
        Nickname = contact.Nickname,
        Organization = contact.Organization,
        Emails = [.. contact.Emails.Where(email => SeveralValues.AreNotIn(email.Address)).Take(MostEmails).Select(email => new Email { Address = email.Address })],
        Phones = OutlookSlots.Phones(contact.Phones, parser),
        Addresses = OutlookSlots.Addresses(contact.Addresses),
        Ims = [.. contact.Ims.Take(1).Select(im => new InstantMessenger { Address = im.Address })],
        Urls = [.. contact.Urls.Where(page => !page.Url.Contains(GoogleColumns.Separator, StringComparison.Ordinal)).Take(1).Select(page => new WebPage { Url = page.Url })],
        Birthday = BirthdayCell.Fit(contact.Birthday),
        Notes = contact.Notes,
        Custom = contact.Custom.Where(field => Kept.Contains(field.Key)).ToDictionary(StringComparer.Ordinal),
        Labels = [.. contact.Labels.Where(IsCategory)],
    };

    public Contact Read(Contact fitted) => fitted;

    public IReadOnlyList<LayoutColumn> Columns(ListLengths lengths) => Written;

    /// <summary>Labels that a reader would cut, or take for the groups that Google's accounts have from the start.</summary>
    private static bool IsCategory(string label) =>
        SeveralValues.AreNotIn(label) && !label.Contains('"', StringComparison.Ordinal)
            && !label.StartsWith(GoogleColumns.Mark, StringComparison.Ordinal) && label != Starred && !GoogleColumns.IsEverybody(label);

    public string? Cell(Contact fitted, LayoutColumn column) => column.Field switch
    {
        ColumnField.Labels => string.Join(CategoryJoint, fitted.Labels),
        ColumnField.Birthday => BirthdayCell.WithYear(fitted.Birthday),
        ColumnField.Phone => OutlookSlots.At(fitted.Phones, column)?.Number,
        ColumnField.EmailKind => ContactCells.At(fitted.Emails, column) is null ? null : "SMTP",
        _ when column.Label is { } place && column.Field != ColumnField.Custom => ContactCells.OfAddress(OutlookSlots.At(fitted.Addresses, place), column.Field),
        _ => ContactCells.Of(fitted, column),
    };
}
