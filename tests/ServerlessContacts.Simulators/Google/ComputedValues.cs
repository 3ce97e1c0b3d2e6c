using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace ServerlessContacts.Simulators.Google;

/// <summary>The output-only values of entries: whatever a client sends for them is replaced.</summary>
internal static class ComputedValues
{
    public static void Write(string field, JsonObject entry)
    {
        switch (field)
        {
            case "names":
                WriteName(entry);
                break;
            case "phoneNumbers":
                entry.Remove("canonicalForm");
                Set(entry, "canonicalForm", Canonical(Text(entry, "value")));
                break;
            case "addresses":
                Set(entry, "formattedValue", Text(entry, "formattedValue") ?? Formatted(entry));
                break;
            case "birthdays" when entry["date"] is JsonObject date && entry["text"] is null:
                entry["text"] = string.Create(CultureInfo.InvariantCulture, $"{date["month"]}/{date["day"]}");
                break;
            case "memberships" when entry["contactGroupMembership"] is JsonObject membership:
                membership["contactGroupId"] = Text(membership, "contactGroupResourceName")?.Split('/')[^1];
                break;
        }

        if (Text(entry, "type") is { } type)
        {
            entry["formattedType"] = Spaced(type);
        }
    }

    /// <summary>The free form follows from the parts where there are any; a free form alone is cut into a given name and, behind the last blank, a family name.</summary>
    private static void WriteName(JsonObject name)
    {
        string[] parts = ["honorificPrefix", "givenName", "middleName", "familyName", "honorificSuffix"];
        if (!parts.Any(part => Text(name, part) is not null) && Text(name, "unstructuredName") is { } free)
        {
            var cut = free.LastIndexOf(' ');
            Set(name, "givenName", cut < 0 ? free : free[..cut]);
            Set(name, "familyName", cut < 0 ? null : free[(cut + 1)..]);
        }

        var display = string.Join(' ', parts.Select(part => Text(name, part)).OfType<string>());
        name["displayName"] = display;
        name["unstructuredName"] = display;
        name["displayNameLastFirst"] = Text(name, "familyName") is { } family && Text(name, "givenName") is { } given ? $"{family}, {given}" : display;
    }

    private static string? Canonical(string? number) => number?.TrimStart() is ['+', .. var rest] && rest.All(c => char.IsAsciiDigit(c) || c is ' ' or '-' or '(' or ')' or '.')
        ? "+" + string.Concat(rest.Where(char.IsAsciiDigit))
        : null;

    private static string? Formatted(JsonObject address)
    {
        string[] parts = ["streetAddress", "extendedAddress", "poBox", "postalCode", "city", "region", "country"];
        var lines = string.Join('\n', parts.Select(part => Text(address, part)).OfType<string>());
        return lines.Length == 0 ? null : lines;
    }

    private static string Spaced(string type)
    {
        var text = new StringBuilder(type.Length + 1);
        foreach (var c in type)
        {
            text.Append(text.Length == 0 ? char.ToUpperInvariant(c) : c).Insert(text.Length - 1, char.IsAsciiLetterUpper(c) && text.Length > 1 ? " " : "");
        }

        return text.ToString();
    }

    private static string? Text(JsonObject entry, string name) => entry[name]?.GetValue<string>() is { Length: > 0 } text ? text : null;

    private static void Set(JsonObject entry, string name, string? value)
    {
        if (value is null)
        {
            entry.Remove(name);
        }
        else
        {
            entry[name] = value;
        }
    }
}
