namespace ServerlessContacts.Contacts.VCards;

/// <summary>
/// Addresses as they stand on a letter, which 2.1 and 3.0 have as properties of their own: each belongs to the address of its group, else to the first of its types that has
/// none, else it is an address by itself.
/// </summary>
internal static class AddressLabels
{
    public static void Attach(CardDraft draft, IReadOnlyList<ContentLine> lines, CardEncodings encodings)
    {
        var labels = lines.Where(line => line.Name == "LABEL").ToList();
        var byGroup = labels.Count == 0 ? [] : OfGroups(draft);
        var open = labels.Count == 0 ? [] : WithoutLabel(draft);
        foreach (var line in labels)
        {
            if (Property.Decode(line, encodings, null) is { } property && property.Text.Trim() is { Length: > 0 } text)
            {
                Attach(draft, property, text, byGroup, open);
            }
        }
    }

    /// <summary>The first address of each group.</summary>
    private static Dictionary<string, int> OfGroups(CardDraft draft)
    {
        var groups = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var at = 0; at < draft.Addresses.Count; at++)
        {
            if (draft.Addresses[at].Group is { } group)
            {
                groups.TryAdd(group, at);
            }
        }

        return groups;
    }

    /// <summary>By their types the addresses that have no label yet, the first in front.</summary>
    private static Dictionary<string, Queue<int>> WithoutLabel(CardDraft draft) => draft.Addresses
        .Select((entry, at) => (entry.Address, At: at))
        .Where(entry => entry.Address.Formatted is null)
        .GroupBy(entry => entry.Address.Label ?? "", entry => entry.At, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => new Queue<int>(group), StringComparer.Ordinal);

    private static void Attach(CardDraft draft, Property property, string text, Dictionary<string, int> byGroup, Dictionary<string, Queue<int>> open)
    {
        var (group, label) = (property.Source.Group, property.LabelOrType);
        if (group is not null && byGroup.TryGetValue(group, out var own))
        {
            Write(draft, own, text);
        }
        else if (Next(draft, open, label ?? "") is { } free)
        {
            Write(draft, free, text);
        }
        else
        {
            draft.Place("addresses", draft.Addresses.Count, property);
            draft.Addresses.Add((new PostalAddress { Formatted = text, Label = label }, group));
        }
    }

    private static int? Next(CardDraft draft, Dictionary<string, Queue<int>> open, string label)
    {
        while (open.TryGetValue(label, out var queue) && queue.TryDequeue(out var at))
        {
            if (draft.Addresses[at].Address.Formatted is null)
            {
                return at;
            }
        }

        return null;
    }

    private static void Write(CardDraft draft, int at, string text)
    {
        var (address, group) = draft.Addresses[at];
        draft.Addresses[at] = (address with { Formatted = address.Formatted ?? text }, group);
    }
}
