using System.Globalization;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Sync.Merging;

/// <summary>Leaves out of a contact what its rules refuse: one entry of a list, or one text.</summary>
internal static class Lenience
{
    /// <summary>The contact without the value that the problem names; the very same where there is nothing to leave out.</summary>
    public static Contact Without(Contact contact, FieldProblem problem)
    {
        var parts = problem.Field.Split('[', ']', '.');
        var index = parts.Length > 1 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : (int?)null;
        return parts[0] switch
        {
            "emails" => contact with { Emails = Without(contact.Emails, index) },
            "phones" => contact with { Phones = Without(contact.Phones, index) },
            "addresses" => contact with { Addresses = Without(contact.Addresses, index) },
            "ims" => contact with { Ims = Without(contact.Ims, index) },
            "urls" => contact with { Urls = Without(contact.Urls, index) },
            "labels" => contact with { Labels = Without(contact.Labels, index) },
            "custom" => contact with { Custom = new Dictionary<string, string>(StringComparer.Ordinal) },
            "birthday" => contact with { Birthday = null },
            "notes" => contact with { Notes = Cut(contact.Notes, ContactLimits.NotesLength) },
            "nickname" => contact with { Nickname = Cut(contact.Nickname) },
            "role" => contact with { Role = Cut(contact.Role) },
            "organization" => contact with { Organization = null },
            "name" when !string.Equals(problem.Code, ContactMessages.EmptyContact, StringComparison.Ordinal) => contact with { Name = Cut(contact.Name) },
            _ => contact,
        };
    }

    /// <summary>One entry fewer; without an index there are too many, and those above the limit go.</summary>
    private static IReadOnlyList<T> Without<T>(IReadOnlyList<T> entries, int? index) =>
        index is { } gone ? [.. entries.Where((_, at) => at != gone)] : [.. entries.Take(ContactLimits.ListLength)];

    private static ContactName Cut(ContactName name) => name with
    {
        Full = Cut(name.Full),
        Given = Cut(name.Given),
        Family = Cut(name.Family),
        Middle = Cut(name.Middle),
        Prefix = Cut(name.Prefix),
        Suffix = Cut(name.Suffix),
        PhoneticGiven = Cut(name.PhoneticGiven),
        PhoneticFamily = Cut(name.PhoneticFamily),
    };

    private static string? Cut(string? text, int most = ContactLimits.TextLength)
    {
        var clean = text?.Trim();
        return clean?.Length > most ? clean[..most] : clean;
    }
}
