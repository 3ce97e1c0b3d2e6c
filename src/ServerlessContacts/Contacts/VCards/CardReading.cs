using System.Collections.Frozen;

namespace ServerlessContacts.Contacts.VCards;

/// <summary>What the properties of a card mean. A reader of a property answers false where the property has no place in a field; it is kept as a custom field then.</summary>
internal static class CardReading
{
    private static readonly FrozenDictionary<string, Func<CardDraft, Property, bool>> Readers = NameReading.Readers
        .Concat(WorkReading.Readers).Concat(ListReading.Readers).Concat(ImReading.Readers).Concat(OtherReading.Readers).Concat(OwnReading.Readers)
        .ToFrozenDictionary(reader => reader.Name, reader => reader.Read, StringComparer.Ordinal);

    /// <summary>
    /// The card itself, not the contact: its frame, its producer, when it was written (which would make each export of the same address book a change), how an address is
    /// to be laid out, and labels, which are read with what they label.
    /// </summary>
    private static readonly FrozenSet<string> PassedOver =
        new[] { "BEGIN", "END", "PROFILE", "PRODID", "REV", "X-ABADR", "X-ABLABEL", OwnNames.Rejected }.ToFrozenSet(StringComparer.Ordinal);

    public static CardDraft Read(IReadOnlyList<ContentLine> lines, CardEncodings encodings)
    {
        var draft = new CardDraft { IsVersion2 = lines.Any(line => line.IsVersion2) };
        var labels = LabelsOf(lines, encodings);
        foreach (var line in lines)
        {
            Read(draft, line, encodings, line.Group is { } group ? labels.GetValueOrDefault(group) : null);
        }

        AddressLabels.Attach(draft, lines, encodings);
        return draft;
    }

    private static void Read(CardDraft draft, ContentLine line, CardEncodings encodings, string? label)
    {
        if (PassedOver.Contains(line.Name))
        {
            return;
        }

        if (Property.Decode(line, encodings, label) is not { } property)
        {
            draft.Fail(VCardProblems.BrokenEncoding, new Property(line, "", null));
        }
        else if (!Readers.TryGetValue(line.Name, out var read) || !read(draft, property))
        {
            draft.Keep(property);
        }
    }

    private static Dictionary<string, string> LabelsOf(IReadOnlyList<ContentLine> lines, CardEncodings encodings)
    {
        var labels = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Where(line => line is { Group: not null, Name: "X-ABLABEL" }))
        {
            labels.TryAdd(line.Group!, Property.Decode(line, encodings, null)?.Text.Trim() ?? "");
        }

        return labels;
    }
}
