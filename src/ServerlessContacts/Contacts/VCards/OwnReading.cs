namespace ServerlessContacts.Contacts.VCards;

/// <summary>Reads what only this address book writes.</summary>
internal static class OwnReading
{
    public static IEnumerable<(string Name, Func<CardDraft, Property, bool> Read)> Readers { get; } =
        [(OwnNames.Internal, Internal), (OwnNames.Folder, Folder), (OwnNames.Group, Group), (OwnNames.Visibility, Visibility)];

    private static bool Internal(CardDraft draft, Property property)
    {
        draft.Rest = draft.Rest with { Internal = property.Text.Trim().Equals("TRUE", StringComparison.OrdinalIgnoreCase) };
        return true;
    }

    private static bool Folder(CardDraft draft, Property property) =>
        draft.Set("folder", draft.Rest.Folder, property, () => draft.Rest = draft.Rest with { Folder = property.Text });

    private static bool Group(CardDraft draft, Property property)
    {
        draft.Place("groups", draft.Groups.Count, property);
        draft.Groups.Add(property.Text);
        return true;
    }

    private static bool Visibility(CardDraft draft, Property property)
    {
        if (!Enum.TryParse<Visibility>(property.Text.Trim(), ignoreCase: true, out var visibility) || !Enum.IsDefined(visibility))
        {
            return false;
        }

        draft.Rest = draft.Rest with { Visibility = visibility };
        return true;
    }
}
