namespace ServerlessContacts.Contacts.VCards;

/// <summary>Writes custom fields: what came from a card as the property it was, everything else by name and value.</summary>
internal static class CustomLines
{
    public static void Write(CardWriting card, IReadOnlyDictionary<string, string> custom)
    {
        foreach (var (name, value) in custom.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            card.Line(OwnNames.Field, $"{card.Text(name, $"custom.{name}")};{card.Text(value, $"custom.{name}")}");
        }
    }
}
