namespace ServerlessContacts.Contacts;

/// <summary>
/// What every contact goes through before it is stored, wherever it comes from: texts are trimmed, empty entries go, numbers and
/// addresses get their normal form, one phone and one e-mail is the default, and what cannot be kept is named.
/// </summary>
public sealed class ContactRules(PhoneParser phoneParser)
{
    public CheckedContact Check(Contact contact)
    {
        var problems = new Problems();
        var clean = contact with
        {
            Name = NameRules.Clean(contact.Name, problems),
            Nickname = problems.Text(contact.Nickname, "nickname"),
            Organization = OrganizationRules.Clean(contact.Organization, problems),
            Role = problems.Text(contact.Role, "role"),
            Emails = EmailRules.Clean(contact.Emails, problems),
            Phones = PhoneRules.Clean(contact.Phones, phoneParser, problems),
            Addresses = AddressRules.Clean(contact.Addresses, problems),
            Ims = ListRules.Clean(contact.Ims, "ims", problems, ListRules.Clean),
            Urls = ListRules.Clean(contact.Urls, "urls", problems, ListRules.Clean),
            Birthday = DateRules.Clean(contact.Birthday, "birthday", problems),
            Notes = problems.Text(contact.Notes, "notes", ContactLimits.NotesLength),
            Custom = CustomRules.Clean(contact.Custom, problems),
            Groups = ListRules.Names(contact.Groups, "groups", problems),
            Labels = ListRules.Names(contact.Labels, "labels", problems),
        };
        DemandSomething(clean, problems);
        return problems.Count > 0 ? new CheckedContact(problems) : new CheckedContact(clean);
    }

    private static void DemandSomething(Contact contact, Problems problems)
    {
        var named = contact.Name.Full ?? contact.Organization?.Name;
        if (named is null && contact.Phones.Count == 0 && contact.Emails.Count == 0 && !problems.Exists(problem => problem.Code == ContactMessages.TooMany))
        {
            problems.Add("name", ContactMessages.EmptyContact, ContactMessages.EmptyContactText);
        }

        if (contact.Internal && (contact.Name.Given is null || contact.Name.Family is null))
        {
            problems.Add("name", ContactMessages.InternalName, ContactMessages.InternalNameText);
        }

        if (problems.Count == 0 && ContactSize.Most(contact) > ContactLimits.Bytes && ContactJson.LengthOf(contact) > ContactLimits.Bytes)
        {
            problems.Add("", ContactMessages.TooLarge, ContactMessages.TooLargeText);
        }
    }
}
