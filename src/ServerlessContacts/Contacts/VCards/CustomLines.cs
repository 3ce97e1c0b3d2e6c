using System.Text;

namespace ServerlessContacts.Contacts.VCards;

/// <summary>
/// Writes custom fields: as the property that they were where they came from a card, everything else by name and value. Which it is, is found out by reading the property
/// that would be written.
/// </summary>
internal static class CustomLines
{
    private static readonly Encoding Utf8 = Charsets.Marking(Encoding.UTF8);

    private static readonly IReadOnlyList<string> NoFields = ContactFields.NamesOf(new Contact());

    public static void Write(CardWriting card, IReadOnlyDictionary<string, string> custom)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in custom.Keys.Order(StringComparer.Ordinal))
        {
            var family = Family(custom, name);
            if (!written.Contains(name) && CustomProperty.Of(name) is { } property && family.TrueForAll(member => IsReadAgain(property, name, custom[member])))
            {
                family.ForEach(member => Write(card, property, custom[member]));
                written.UnionWith(family);
            }
        }

        foreach (var (name, value) in custom.OrderBy(field => field.Key, StringComparer.Ordinal).Where(field => !written.Contains(field.Key)))
        {
            var (parameter, text) = card.Exact(value, $"custom.{name}");
            card.Line(OwnNames.Field + parameter, $"{card.Text(name, $"custom.{name}")};{text}");
        }
    }

    /// <summary>The field and those that were found with the same name after it.</summary>
    private static List<string> Family(IReadOnlyDictionary<string, string> custom, string name) =>
        [.. Enumerable.Range(1, custom.Count).Select(number => CustomFields.NumberedKey(name, number)).TakeWhile(custom.ContainsKey)];

    private static bool IsReadAgain(CustomProperty property, string name, string value)
    {
        if (!CardWriting.IsSane(value) || !CardWriting.IsSane(name))
        {
            return false;
        }

        var lines = property.Lines(value, "g").Select(line => ContentLine.Parse(1, Encoding.UTF8.GetBytes($"{line.Head}:{line.Value}"), Utf8)).OfType<ContentLine>();
        var read = CardReading.Read([.. lines], CardEncodings.Utf8);
        return read is { Problem: null, Photo: null, Custom.Fields.Count: 1 } && read.Custom.Fields.TryGetValue(name, out var again) && again == value
            && ContactFields.NamesOf(read.Contact() with { Custom = CustomFields.None }).SequenceEqual(NoFields, StringComparer.Ordinal);
    }

    private static void Write(CardWriting card, CustomProperty property, string value)
    {
        foreach (var (head, text) in property.Lines(value, property.Label is null ? "" : card.NextGroup()))
        {
            card.Line(head, text);
        }
    }

    /// <summary>A custom field's name as the head of a property, and the label of its group.</summary>
    private sealed record CustomProperty(string Head, string? Label)
    {
        public static CustomProperty? Of(string name)
        {
            if (ContentLine.Parse(1, Encoding.UTF8.GetBytes($"{name}:"), Utf8) is not { Group: null } line)
            {
                return null;
            }

            var parameters = new VCardParameters();
            foreach (var (parameter, value) in line.Parameters.All.Where(parameter => parameter.Name != CustomFields.LabelParameter))
            {
                parameters.Add(parameter, value);
            }

            return new CustomProperty(line.Name + parameters, line.Parameters.First(CustomFields.LabelParameter));
        }

        public IEnumerable<(string Head, string Value)> Lines(string value, string group)
        {
            var escaped = VCardText.EscapeBreaks(value);
            return Label is null ? [(Head, escaped)] : [($"{group}.{Head}", escaped), ($"{group}.X-ABLabel", VCardText.Escape(Label))];
        }
    }
}
