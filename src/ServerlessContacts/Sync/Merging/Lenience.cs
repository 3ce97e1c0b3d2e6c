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
            "custom" => contact with { Custom = Custom(contact.Custom, problem) },
            "birthday" => contact with { Birthday = null },
            "notes" => contact with { Notes = Cut(contact.Notes, ContactLimits.NotesLength) },
            "nickname" => contact with { Nickname = Cut(contact.Nickname) },
            "role" => contact with { Role = Cut(contact.Role) },
            "organization" => contact with { Organization = Cut(contact.Organization!) },
            "name" when !string.Equals(problem.Code, ContactMessages.EmptyContact, StringComparison.Ordinal) => contact with { Name = Cut(contact.Name) },
            "" => WithoutLongest(contact),
            _ => contact,
        };
    }

    /// <summary>A custom field whose value is too long, or those whose names are none; where there are too many, the last.</summary>
    private static Dictionary<string, string> Custom(IReadOnlyDictionary<string, string> custom, FieldProblem problem)
    {
        var kept = string.Equals(problem.Code, ContactMessages.TooMany, StringComparison.Ordinal)
            ? custom.OrderBy(pair => pair.Key, StringComparer.Ordinal).Take(ContactLimits.ListLength)
            : custom.Where(pair => !string.Equals(problem.Field, $"custom.{pair.Key.Trim()}", StringComparison.Ordinal)
                && pair.Key.Trim() is { Length: > 0 and <= ContactLimits.TextLength });
        return Only(kept);
    }

    private static Dictionary<string, string> Only(IEnumerable<KeyValuePair<string, string>> kept) => new(kept, StringComparer.Ordinal);

    /// <summary>Of a contact that is too large as a whole, its longest text goes: the notes or a custom field.</summary>
    private static Contact WithoutLongest(Contact contact)
    {
        var longest = contact.Custom.OrderByDescending(pair => pair.Value.Length).FirstOrDefault();
        return (contact.Notes?.Length ?? 0) >= (longest.Value?.Length ?? 0)
            ? contact with { Notes = null }
            : contact with { Custom = Only(contact.Custom.Where(pair => pair.Key != longest.Key)) };
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

    private static Organization Cut(Organization organization) => organization with
    {
        Name = Cut(organization.Name),
        Department = Cut(organization.Department),
        Title = Cut(organization.Title),
        PhoneticName = Cut(organization.PhoneticName),
    };

    private static string? Cut(string? text, int most = ContactLimits.TextLength) => TextCut.To(most, text?.Trim());
}
