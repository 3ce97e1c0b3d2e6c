using System.Text;

namespace ServerlessContacts.Contacts.VCards;

/// <summary>
/// Addresses as they stand on a letter, which 2.1 and 3.0 have as properties of their own: each belongs to the address of its group, else to the first of its types that has
/// none, else it is an address by itself.
/// </summary>
internal static class AddressLabels
{
    public static void Attach(CardDraft draft, IReadOnlyList<ContentLine> lines, Encoding encoding)
    {
        foreach (var line in lines.Where(line => line.Name == "LABEL"))
        {
            if (Property.Decode(line, encoding, null) is { } property && property.Text.Trim() is { Length: > 0 } text)
            {
                Attach(draft, property, text);
            }
        }
    }

    private static void Attach(CardDraft draft, Property property, string text)
    {
        var group = property.Source.Group;
        var label = property.LabelOrType;
        var at = draft.Addresses.FindIndex(entry => group is not null && string.Equals(entry.Group, group, StringComparison.OrdinalIgnoreCase));
        at = at >= 0 ? at : draft.Addresses.FindIndex(entry => entry.Address.Formatted is null && entry.Address.Label == label);
        if (at < 0)
        {
            draft.Place("addresses", draft.Addresses.Count, property);
            draft.Addresses.Add((new PostalAddress { Formatted = text, Label = label }, group));
        }
        else if (draft.Addresses[at].Address.Formatted is null)
        {
            draft.Addresses[at] = draft.Addresses[at] with { Address = draft.Addresses[at].Address with { Formatted = text } };
        }
    }
}
