namespace ServerlessContacts.Contacts.VCards;

/// <summary>Reads where a contact works and as what.</summary>
internal static class WorkReading
{
    public static IEnumerable<(string Name, Func<CardDraft, Property, bool> Read)> Readers { get; } =
        [("ORG", Organization), ("X-PHONETIC-ORG", PhoneticName), ("TITLE", Title), ("ROLE", Role)];

    /// <summary>The organisation, then its units from the largest to the smallest, which together are the department.</summary>
    private static bool Organization(CardDraft draft, Property property)
    {
        var parts = VCardText.Split(property.Raw, ';').ConvertAll(part => VCardText.Unescape(part).Trim());
        var department = string.Join(", ", parts.Skip(1).Where(part => part.Length > 0));
        if (parts[0].Length == 0 && department.Length == 0)
        {
            return true;
        }

        return draft.Set("organization", draft.Work.Name ?? draft.Work.Department, property, () => draft.Work = draft.Work with
        {
            Name = parts[0].Length == 0 ? null : parts[0],
            Department = department.Length == 0 ? null : department,
        });
    }

    private static bool PhoneticName(CardDraft draft, Property property) => string.IsNullOrWhiteSpace(property.Raw)
        || draft.Set("organization.phoneticName", draft.Work.PhoneticName, property, () => draft.Work = draft.Work with { PhoneticName = property.Text.Trim() });

    private static bool Title(CardDraft draft, Property property) => string.IsNullOrWhiteSpace(property.Raw)
        || draft.Set("organization.title", draft.Work.Title, property, () => draft.Work = draft.Work with { Title = property.Text.Trim() });

    private static bool Role(CardDraft draft, Property property) => string.IsNullOrWhiteSpace(property.Raw)
        || draft.Set("role", draft.Rest.Role, property, () => draft.Rest = draft.Rest with { Role = property.Text.Trim() });
}
