using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Sync.Merging;

/// <summary>What the fields of a contact say, as its owner is told it.</summary>
internal sealed class FieldText
{
    /// <summary>As much of a value as finds it.</summary>
    public const int MaxShown = 200;

    private const string Custom = "custom.";

    private readonly Contact contact;
    private readonly JsonNode? json;

    private FieldText(Contact contact) => (this.contact, json) = (contact, JsonSerializer.SerializeToNode(contact, ContactJson.Contact));

    public static FieldText Of(Contact contact) => new(contact);

    /// <summary>The text at a path such as <c>phones[2].number</c>, shortened; null where that is a list, or nothing.</summary>
    public string? At(string field) => Shown(field.StartsWith(Custom, StringComparison.Ordinal)
        ? contact.Custom.FirstOrDefault(pair => string.Equals(pair.Key.Trim(), field[Custom.Length..], StringComparison.Ordinal)).Value
        : Text(At(json, field)));

    /// <summary>What tells a contact from others: its name, or the first that it says; empty where it says nothing.</summary>
    public static string Naming(Contact contact)
    {
        string?[] names =
        [
            contact.Name.Full, NameRules.Compose(contact.Name), contact.Caption, contact.Nickname, contact.MainPhone?.Number,
            contact.Ims.FirstOrDefault()?.Address, contact.Urls.FirstOrDefault()?.Url,
            contact.Addresses.Select(address => address.Formatted ?? address.Street ?? address.City).FirstOrDefault(),
            contact.Notes, contact.Custom.Values.FirstOrDefault(),
        ];
        return Shown(Array.Find(names, name => !string.IsNullOrWhiteSpace(name))) ?? "";
    }

    private static JsonNode? At(JsonNode? node, string field)
    {
        foreach (var part in field.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries))
        {
            node = node switch
            {
                JsonArray list when int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                    && index < list.Count => list[index],
                JsonObject parts => parts[part],
                _ => null,
            };
        }

        return node;
    }

    private static string? Text(JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        JsonObject parts => string.Join(' ', parts.Select(part => Text(part.Value)).Where(text => text is not null)),
        _ => null,
    };

    private static string? Shown(string? text) => TextCut.Shown(MaxShown, text?.ReplaceLineEndings(" ").Trim());
}
