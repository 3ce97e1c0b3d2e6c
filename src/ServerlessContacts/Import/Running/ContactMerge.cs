using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.Matching;

namespace ServerlessContacts.Import.Running;

/// <summary>
/// What a contact becomes when a row says something of it. A value of the row replaces the contact's; an empty cell says nothing. Lists are united by normal
/// form: an entry that is there stays as it is, label and writing included, and gains a label where it had none. A name that merely abbreviates the contact's, or
/// leaves words of it out, does not replace it.
/// </summary>
internal static class ContactMerge
{
    /// <param name="known">The contact as it is.</param>
    /// <param name="row">The row's contact, checked.</param>
    /// <param name="written">The full name as the row has it, where it has one and not only parts.</param>
    public static Contact Apply(Contact known, Contact row, string? written) => known with
    {
        Folder = row.Folder ?? known.Folder,
        Name = Name(known.Name, row.Name, written),
        Nickname = row.Nickname ?? known.Nickname,
        Organization = Organization(known.Organization, row.Organization),
        Role = row.Role ?? known.Role,
        Emails = EntryMerge.Emails.Unite(known.Emails, row.Emails),
        Phones = EntryMerge.Phones.Unite(known.Phones, row.Phones),
        Addresses = EntryMerge.Addresses.Unite(known.Addresses, row.Addresses),
        Ims = EntryMerge.Ims.Unite(known.Ims, row.Ims),
        Labels = [.. known.Labels, .. row.Labels.Except(known.Labels, StringComparer.OrdinalIgnoreCase)],
        Urls = EntryMerge.Urls.Unite(known.Urls, row.Urls),
        Birthday = row.Birthday ?? known.Birthday,
        Notes = row.Notes ?? known.Notes,
        Custom = Custom(known.Custom, row.Custom),
        Photo = known.Photo ?? row.Photo,
    };

    private static ContactName Name(ContactName known, ContactName row, string? written)
    {
        var parts = new ContactName
        {
            Full = known.Full,
            Given = IsWhole(row, known) ? known.Given : row.Given ?? known.Given,
            Family = row.Family ?? known.Family,
            Middle = row.Middle ?? known.Middle,
            Prefix = row.Prefix ?? known.Prefix,
            Suffix = row.Suffix ?? known.Suffix,
            PhoneticGiven = row.PhoneticGiven ?? known.PhoneticGiven,
            PhoneticFamily = row.PhoneticFamily ?? known.PhoneticFamily,
        };
        return written is not null && !SaysLess(written, known.Full) ? parts with { Full = written } : NameRules.Recompose(known, parts);
    }

    /// <summary>Files that have no column for whole names put one that has no parts where given names stand.</summary>
    private static bool IsWhole(ContactName row, ContactName known) => NameRules.Compose(known) is null && string.Equals(row.Given, known.Full, StringComparison.Ordinal);

    private static bool SaysLess(string written, string? known)
    {
        var (less, more) = (NameText.Fold(written), NameText.Fold(known));
        return Letters(less) < Letters(more);
    }

    private static int Letters(string folded) => folded.Count(char.IsLetterOrDigit);

    private static Organization? Organization(Organization? known, Organization? row) => row is null ? known : (known ?? new Organization()) with
    {
        Name = row.Name ?? known?.Name,
        Department = row.Department ?? known?.Department,
        Title = row.Title ?? known?.Title,
        PhoneticName = row.PhoneticName ?? known?.PhoneticName,
    };

    private static IReadOnlyDictionary<string, string> Custom(IReadOnlyDictionary<string, string> known, IReadOnlyDictionary<string, string> row)
    {
        if (row.Count == 0)
        {
            return known;
        }

        var all = new Dictionary<string, string>(known, StringComparer.Ordinal);
        foreach (var (name, value) in row)
        {
            all[name] = value;
        }

        return all;
    }
}
