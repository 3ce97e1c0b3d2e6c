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
        Emails = Unite(known.Emails, row.Emails, NormalForms.Of, Label, email => email with { Default = false }),
        Phones = Unite(known.Phones, row.Phones, NormalForms.Of, Label, phone => phone with { Default = false }),
        Addresses = Unite(known.Addresses, row.Addresses, AddressText.Of, Label, address => address),
        Ims = Unite(known.Ims, row.Ims, im => $"{im.Protocol}\n{im.Address}", Label, im => im),
        Labels = [.. known.Labels.Union(row.Labels, StringComparer.OrdinalIgnoreCase)],
        Urls = Unite(known.Urls, row.Urls, url => url.Url, Label, url => url),
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
            Given = row.Given ?? known.Given,
            Family = row.Family ?? known.Family,
            Middle = row.Middle ?? known.Middle,
            Prefix = row.Prefix ?? known.Prefix,
            Suffix = row.Suffix ?? known.Suffix,
            PhoneticGiven = row.PhoneticGiven ?? known.PhoneticGiven,
            PhoneticFamily = row.PhoneticFamily ?? known.PhoneticFamily,
        };
        return written is not null && !SaysLess(written, known.Full) ? parts with { Full = written } : NameRules.Recompose(known, parts);
    }

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

    private static IReadOnlyList<T> Unite<T>(IReadOnlyList<T> known, IReadOnlyList<T> row, Func<T, string> normal, Func<T, T, T> label, Func<T, T> added)
    {
        if (row.Count == 0)
        {
            return known;
        }

        List<T> united = [.. known];
        foreach (var entry in row)
        {
            var at = united.FindIndex(other => string.Equals(normal(other), normal(entry), StringComparison.Ordinal));
            if (at < 0)
            {
                united.Add(known.Count == 0 ? entry : added(entry));
            }
            else
            {
                united[at] = label(united[at], entry);
            }
        }

        return united;
    }

    private static Email Label(Email known, Email row) => known.Label is null ? known with { Label = row.Label } : known;

    private static Phone Label(Phone known, Phone row) => known.Label is null ? known with { Label = row.Label } : known;

    private static PostalAddress Label(PostalAddress known, PostalAddress row) => known.Label is null ? known with { Label = row.Label } : known;

    private static InstantMessenger Label(InstantMessenger known, InstantMessenger row) => known.Label is null ? known with { Label = row.Label } : known;

    private static WebPage Label(WebPage known, WebPage row) => known.Label is null ? known with { Label = row.Label } : known;

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

/// <summary>Addresses as they are compared: what is written on the letter, however it is cut into lines and fields.</summary>
internal static class AddressText
{
    public static string Of(PostalAddress address)
    {
        var all = string.Concat(address.Street, address.Extended, address.PoBox, address.PostalCode) + string.Concat(address.City, address.Region, address.Country, address.Formatted);
        return string.Concat(all.Where(char.IsLetterOrDigit)).ToUpperInvariant();
    }
}
