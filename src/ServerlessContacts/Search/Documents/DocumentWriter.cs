using System.Text;
using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Search;

/// <summary>Makes what the index is given of a contact.</summary>
internal static class DocumentWriter
{
    /// <summary>Shorter numbers stand within so many others that they are found by a tag of their own.</summary>
    public const int ShortNumber = 7;

    public static SectionKey SectionOf(ContactDocument shown) =>
        new(shown.Scope, shown.Scope == ContactScope.Shared ? shown.Record.Contact.Groups.Min(StringComparer.Ordinal) : null);

    /// <param name="shown">The contact.</param>
    /// <param name="section">The number of its section.</param>
    /// <param name="boost">How much the contact is ahead of others; see <see cref="Frequency"/>.</param>
    public static IndexDocument Write(ContactDocument shown, int section, int boost)
    {
        var contact = shown.Record.Contact;
        var keys = SortKeys.Of(shown.Record);
        var text = DocumentText.Of(contact);
        return new IndexDocument
        {
            Key = shown.Id.ToString(),
            Section = section,
            Book = shown.Id.IsPersonal ? Books.Own : Books.Organization,
            Boost = boost,
            SortKey = Encoding.UTF8.GetBytes(keys.Name),
            Names = Lines(text.Names),
            Others = [.. Lines(text.Text.AsSpan(text.NamesEnd)), .. Tags(shown)],
            Payload = DocumentPayload.Write(shown, keys),
        };
    }

    private static List<string> Lines(ReadOnlySpan<char> text)
    {
        var lines = new List<string>();
        foreach (var line in text.Split(DocumentText.Separator))
        {
            if (line.Start.Value != line.End.Value)
            {
                lines.Add(text[line].ToString());
            }
        }

        return lines;
    }

    private static IEnumerable<string> Tags(ContactDocument shown)
    {
        var contact = shown.Record.Contact;
        IEnumerable<string> folder = shown.Scope == ContactScope.Shared ? [DocumentTags.Folder(contact.Folder ?? "")] : [];
        IEnumerable<string> department = contact.Organization?.Department is { } name ? [DocumentTags.Department(name)] : [];
        return folder.Concat(department)
            .Concat(contact.Groups.Select(DocumentTags.Group))
            .Concat(contact.Labels.Select(DocumentTags.Label))
            .Concat(contact.Phones.SelectMany(PhoneForms.Of).Select(PhoneForms.PlainDigits).Where(digits => digits.Length < ShortNumber).Distinct(StringComparer.Ordinal).Select(DocumentTags.Number));
    }
}

/// <summary>What decides who sees a document.</summary>
internal static class Books
{
    public const int Organization = 0;

    /// <summary>A member's own contacts, in an index that only they and who acts for them read.</summary>
    public const int Own = 1;
}
