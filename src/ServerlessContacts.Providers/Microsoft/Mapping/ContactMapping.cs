using System.Text.Json.Nodes;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Providers.Microsoft;

/// <summary>
/// Between the service's contacts and ours. Reading what was written gives what the service can hold of a contact; writing what was read
/// gives the same properties again, so that comparing two writings tells what to send. Personal notes are in neither direction.
/// </summary>
internal static class ContactMapping
{
    private static readonly IReadOnlyList<string> Properties = [.. Write(new Contact(), folder: null).Select(property => property.Key)];

    /// <summary>Whether every property that has a word here is present, be it as null.</summary>
    public static bool IsWhole(JsonObject item) => Properties.All(item.ContainsKey);

    public static Contact Read(JsonObject item) => new()
    {
        Name = NameMapping.Read(item),
        Nickname = GraphJson.Text(item, "nickName"),
        Organization = OrganizationMapping.Read(item),
        Role = GraphJson.Text(item, "profession"),
        Emails = EmailMapping.Read(item),
        Phones = PhoneMapping.Read(item),
        Addresses = AddressMapping.Read(item),
        Ims = [.. GraphJson.Texts(item, "imAddresses").Select(address => new InstantMessenger { Address = address })],
        Urls = GraphJson.Text(item, "businessHomePage") is { } url ? [new WebPage { Url = url, Label = SlotLabels.Work }] : [],
        Birthday = BirthdayMapping.Read(GraphJson.Text(item, "birthday")),
        Labels = LabelMapping.Read(item),
    };

    /// <summary>Every property that has a word here, those without a value as null or as an empty list.</summary>
    /// <param name="folder">The name of the folder that the contact is in, where it counts as a label.</param>
    public static JsonObject Write(Contact contact, string? folder)
    {
        var item = new JsonObject
        {
            ["nickName"] = GraphJson.NullIfBlank(contact.Nickname),
            ["profession"] = GraphJson.NullIfBlank(contact.Role),
            // Outlook keeps up to three of each.
            ["imAddresses"] = GraphJson.Array(contact.Ims.Select(im => im.Address).Where(address => !string.IsNullOrWhiteSpace(address)).Take(3)),
            ["businessHomePage"] = contact.Urls.Select(page => GraphJson.NullIfBlank(page.Url)).FirstOrDefault(url => url is not null),
            ["birthday"] = BirthdayMapping.Write(contact.Birthday),
            ["categories"] = LabelMapping.Write(contact.Labels, folder),
        };
        NameMapping.Write(contact.Name, item);
        OrganizationMapping.Write(contact.Organization, item);
        EmailMapping.Write(contact.Emails, item);
        PhoneMapping.Write(contact.Phones, item);
        AddressMapping.Write(contact.Addresses, item);
        return item;
    }

    /// <summary>A new contact: only what has a value.</summary>
    public static JsonObject New(Contact contact)
    {
        var item = Write(contact, folder: null);
        foreach (var name in item.Where(property => property.Value is null or JsonArray { Count: 0 }).Select(property => property.Key).ToList())
        {
            item.Remove(name);
        }

        return item;
    }
}
