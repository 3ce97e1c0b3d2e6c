namespace ServerlessContacts.Contacts.VCards;

/// <summary>Writes where a contact works and as what.</summary>
internal static class WorkLines
{
    public static void Write(CardWriting card, Contact contact)
    {
        if (contact.Organization is { } work)
        {
            WriteOrganization(card, work);
            card.TextLine("X-PHONETIC-ORG", work.PhoneticName, "organization.phoneticName");
            card.TextLine("TITLE", work.Title, "organization.title");
        }

        card.TextLine("ROLE", contact.Role, "role");
    }

    private static void WriteOrganization(CardWriting card, Organization work)
    {
        if (work.Name is null && work.Department is null)
        {
            return;
        }

        var department = work.Department is null ? "" : $";{card.Text(work.Department, "organization.department")}";
        card.Line("ORG", card.Text(work.Name, "organization.name") + department);
    }
}
