namespace ServerlessContacts.Contacts;

/// <summary>A bound for what a contact takes as JSON, from the lengths of its texts: writing it out to find that it is small costs more than everything else that is checked.</summary>
internal static class ContactSize
{
    /// <summary>A character that JSON writes as an escape.</summary>
    private const long BytesPerCharacter = 6;

    /// <summary>Names of the properties and signs around an entry's values; the greatest is an address's.</summary>
    private const long PerEntry = 256;

    public static long Most(Contact contact)
    {
        var entries = contact.Emails.Count + contact.Phones.Count + contact.Addresses.Count + contact.Ims.Count + contact.Urls.Count + contact.Custom.Count
            + contact.Groups.Count + contact.Labels.Count;
        return ((4 + entries) * PerEntry) + (BytesPerCharacter * (OfSingle(contact) + OfLists(contact)));
    }

    private static long OfSingle(Contact contact) =>
        Of(contact.Name.Full) + Of(contact.Name.Given) + Of(contact.Name.Family) + Of(contact.Name.Middle) + Of(contact.Name.Prefix) + Of(contact.Name.Suffix)
        + Of(contact.Name.PhoneticGiven) + Of(contact.Name.PhoneticFamily) + Of(contact.Nickname) + Of(contact.Role) + Of(contact.Birthday) + Of(contact.Notes) + Of(contact.Photo)
        + Of(contact.Folder) + Of(contact.Organization?.Name) + Of(contact.Organization?.Department) + Of(contact.Organization?.Title) + Of(contact.Organization?.PhoneticName);

    private static long OfLists(Contact contact)
    {
        var sum = Sum(contact.Emails, static email => Of(email.Address) + Of(email.Label));
        sum += Sum(contact.Phones, static phone => Of(phone.Number) + Of(phone.Raw) + Of(phone.Label) + Of(phone.Extension) + Of(phone.Short));
        sum += Sum(contact.Addresses, Of);
        sum += Sum(contact.Ims, static im => Of(im.Address) + Of(im.Protocol) + Of(im.Label));
        sum += Sum(contact.Urls, static page => Of(page.Url) + Of(page.Label));
        sum += Sum(contact.Groups, Of) + Sum(contact.Labels, Of);
        foreach (var (name, value) in contact.Custom)
        {
            sum += name.Length + value.Length;
        }

        return sum;
    }

    private static long Of(PostalAddress address) =>
        Of(address.Label) + Of(address.Street) + Of(address.Extended) + Of(address.PoBox) + Of(address.City) + Of(address.Region) + Of(address.PostalCode)
        + Of(address.Country) + Of(address.Formatted);

    private static long Sum<T>(IReadOnlyList<T> entries, Func<T, long> length)
    {
        var sum = 0L;
        for (var index = 0; index < entries.Count; index++)
        {
            sum += length(entries[index]);
        }

        return sum;
    }

    private static long Of(string? text) => text?.Length ?? 0;
}
