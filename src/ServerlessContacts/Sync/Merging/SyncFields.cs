using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.Matching;

namespace ServerlessContacts.Sync.Merging;

/// <summary>A field, or a part of one, that is kept in step.</summary>
internal interface ISyncField
{
    void Merge(MergeWork work);

    bool AreSame(Contact one, Contact other);

    /// <summary>What is wanted with the values that were left out; a value that was changed since stays changed.</summary>
    Contact Restore(Contact wanted, LenientCheck said);

    /// <summary>Those values of the contact that the other has as well.</summary>
    Contact Within(Contact contact, Contact other);

    /// <summary>What it says where two contacts differ in it, for a person to read; the entries that one of them lacks.</summary>
    (string Field, string? One, string? Other) Difference(Contact one, Contact other);

    /// <summary>The paths of the values that a contact has and its fitting form lacks: <c>notes</c>, <c>phones[2]</c>, <c>emails[0].label</c>, <c>custom.key</c>.</summary>
    IEnumerable<string> Missing(Contact whole, Contact fitting);
}

/// <summary>
/// The fields of a contact that are kept in step. Not among them: what only this service knows (folder, groups, visibility, short numbers, which phone is the
/// default) and photos, which have hashes of their own.
/// </summary>
internal static class SyncFields
{
    public static readonly IReadOnlyList<ISyncField> All =
    [
        Name("full", name => name.Full, (name, text) => name with { Full = text }),
        Name("given", name => name.Given, (name, text) => name with { Given = text }),
        Name("family", name => name.Family, (name, text) => name with { Family = text }),
        Name("middle", name => name.Middle, (name, text) => name with { Middle = text }),
        Name("prefix", name => name.Prefix, (name, text) => name with { Prefix = text }),
        Name("suffix", name => name.Suffix, (name, text) => name with { Suffix = text }),
        Name("phoneticGiven", name => name.PhoneticGiven, (name, text) => name with { PhoneticGiven = text }),
        Name("phoneticFamily", name => name.PhoneticFamily, (name, text) => name with { PhoneticFamily = text }),
        new TextField("nickname", contact => contact.Nickname, (contact, text) => contact with { Nickname = text }),
        Work("name", work => work.Name, (work, text) => work with { Name = text }),
        Work("department", work => work.Department, (work, text) => work with { Department = text }),
        Work("title", work => work.Title, (work, text) => work with { Title = text }),
        Work("phoneticName", work => work.PhoneticName, (work, text) => work with { PhoneticName = text }),
        new TextField("role", contact => contact.Role, (contact, text) => contact with { Role = text }),
        new TextField("birthday", contact => contact.Birthday, (contact, text) => contact with { Birthday = text }),
        new TextField("notes", contact => contact.Notes, (contact, text) => contact with { Notes = text }),
        new ListField<Email>("emails", contact => contact.Emails, (contact, list) => contact with { Emails = list }, NormalForms.Of)
        {
            Parts =
            [
                new("address", email => email.Address, (email, text) => email with { Address = text ?? email.Address }),
                new("label", email => email.Label, (email, text) => email with { Label = text }),
            ],
        },
        new ListField<Phone>("phones", contact => contact.Phones, (contact, list) => contact with { Phones = list }, NormalForms.Of)
        {
            Parts =
            [
                new("raw", phone => phone.Raw, (phone, text) => phone with { Raw = text ?? phone.Raw }),
                new("label", phone => phone.Label, (phone, text) => phone with { Label = text }),
            ],
        },
        new ListField<PostalAddress>("addresses", contact => contact.Addresses, (contact, list) => contact with { Addresses = list }, KeyOf)
        {
            Parts = [new("label", address => address.Label, (address, text) => address with { Label = text })],
        },
        new ListField<InstantMessenger>("ims", contact => contact.Ims, (contact, list) => contact with { Ims = list }, im => $"{im.Protocol}:{im.Address}".ToLowerInvariant())
        {
            Parts = [new("label", im => im.Label, (im, text) => im with { Label = text })],
        },
        new ListField<WebPage>("urls", contact => contact.Urls, (contact, list) => contact with { Urls = list }, page => page.Url)
        {
            Parts = [new("label", page => page.Label, (page, text) => page with { Label = text })],
        },
        new ListField<KeyValuePair<string, string>>("custom", contact => [.. contact.Custom], (contact, list) => contact with { Custom = Custom(list) }, pair => pair.Key)
        {
            Parts = [new("value", pair => pair.Value, (pair, text) => KeyValuePair.Create(pair.Key, text ?? pair.Value))],
        },
        new ListField<string>("labels", contact => contact.Labels, (contact, list) => contact with { Labels = list }, label => label) { AreLabels = true },
    ];

    private static TextField Name(string part, Func<ContactName, string?> get, Func<ContactName, string?, ContactName> set) =>
        new($"name.{part}", contact => get(contact.Name), (contact, text) => contact with { Name = set(contact.Name, text) });

    private static TextField Work(string part, Func<Organization, string?> get, Func<Organization, string?, Organization> set) => new(
        $"organization.{part}",
        contact => contact.Organization is { } work ? get(work) : null,
        (contact, text) => contact.Organization is null && text is null ? contact : contact with { Organization = OrNull(set(contact.Organization ?? new Organization(), text)) });

    private static Organization? OrNull(Organization work) => work == new Organization() ? null : work;

    /// <summary>An address is the same while its parts are; a corrected street is one address gone and another come.</summary>
    private static string KeyOf(PostalAddress address)
    {
        string?[] parts = [address.Street, address.Extended, address.PoBox, address.PostalCode, address.City, address.Region, address.Country];
        var text = string.Join('|', parts.Select(part => part?.ReplaceLineEndings("\n").Trim().ToLowerInvariant()));
        return text.AsSpan().ContainsAnyExcept('|') ? text : address.Formatted?.ReplaceLineEndings("\n").Trim().ToLowerInvariant() ?? "";
    }

    private static Dictionary<string, string> Custom(IReadOnlyList<KeyValuePair<string, string>> list) => new(list, StringComparer.Ordinal);
}
