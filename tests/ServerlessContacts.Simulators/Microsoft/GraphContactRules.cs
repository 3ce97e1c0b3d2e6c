using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessContacts.Simulators.Microsoft;

/// <summary>What the service takes as a contact and what it makes of it.</summary>
internal static class GraphContactRules
{
    /// <summary>Undocumented, but every third business phone is refused with this text.</summary>
    public const string TooManyText = "The multi value property {0} has {1} entries, that exceeds the max allowed value of {2}";

    private static readonly string[] NameParts = ["givenName", "middleName", "surname"];

    private static readonly string[] Texts =
    [
        "assistantName", "businessHomePage", "companyName", "department", "displayName", "fileAs", "generation", "givenName", "initials", "jobTitle", "manager",
        "middleName", "mobilePhone", "nickName", "officeLocation", "personalNotes", "profession", "spouseName", "surname", "title", "yomiCompanyName",
        "yomiGivenName", "yomiSurname",
    ];

    private static readonly string[] Lists = ["businessPhones", "categories", "children", "emailAddresses", "homePhones", "imAddresses"];

    private static readonly string[] Addresses = ["businessAddress", "homeAddress", "otherAddress"];

    private static readonly (string Property, int Most)[] Limits = [("businessPhones", 2), ("homePhones", 2), ("emailAddresses", 3)];

    /// <summary>A contact that says nothing: every property is there.</summary>
    public static JsonObject Blank()
    {
        var blank = new JsonObject { ["birthday"] = null };
        foreach (var text in Texts)
        {
            blank[text] = null;
        }

        foreach (var list in Lists)
        {
            blank[list] = new JsonArray();
        }

        foreach (var address in Addresses)
        {
            blank[address] = new JsonObject();
        }

        return blank;
    }

    /// <summary>The refusal of a body, or null.</summary>
    public static GraphAnswer? Refuse(JsonObject? sent) => sent switch
    {
        null => GraphAnswer.Error(400, "RequestBodyRead", "The request body is not an object."),
        _ => WrongShape(sent) ?? TooMany(sent),
    };

    /// <summary>The contact after the properties were written to it. Without a display name of its own a change of the name makes a new one.</summary>
    public static JsonObject Apply(JsonObject before, JsonObject sent)
    {
        var after = before.DeepClone().AsObject();
        foreach (var (name, value) in sent.Where(property => !property.Key.StartsWith('@') && property.Key != "id"))
        {
            after[name] = name == "singleValueExtendedProperties" ? Extended(before, value) : value?.DeepClone();
        }

        if (!sent.ContainsKey("displayName") && NameParts.Any(sent.ContainsKey))
        {
            after["displayName"] = string.Join(' ', NameParts.Select(part => Text(after, part)).Where(part => part.Length > 0));
        }

        return WithEmailNames(after);
    }

    public static string Text(JsonObject item, string property) => item[property]?.GetValue<string>() ?? "";

    private static GraphAnswer? WrongShape(JsonObject sent)
    {
        var wrong = sent.FirstOrDefault(property => !IsRight(property.Key, property.Value)).Key;
        return wrong is null ? null : GraphAnswer.Error(400, "RequestBodyRead", $"Cannot read the value of the property '{wrong}'.");
    }

    private static bool IsRight(string name, JsonNode? value) => value?.GetValueKind() switch
    {
        var kind when Texts.Contains(name, StringComparer.Ordinal) => kind is null or JsonValueKind.String,
        var kind when Lists.Contains(name, StringComparer.Ordinal) => kind is JsonValueKind.Array,
        var kind when Addresses.Contains(name, StringComparer.Ordinal) => kind is null or JsonValueKind.Object,
        var kind when name == "birthday" => kind is null || (kind is JsonValueKind.String && IsMoment(value!.GetValue<string>())),
        _ => true,
    };

    private static bool IsMoment(string text) =>
        text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _);

    private static GraphAnswer? TooMany(JsonObject sent)
    {
        foreach (var (property, most) in Limits)
        {
            if (sent[property] is JsonArray list && list.Count > most)
            {
                var name = char.ToUpperInvariant(property[0]) + property[1..];
                return GraphAnswer.Error(400, "ErrorInvalidArgument", string.Format(CultureInfo.InvariantCulture, TooManyText, name, list.Count, most));
            }
        }

        return null;
    }

    private static JsonArray Extended(JsonObject before, JsonNode? sent)
    {
        var fresh = sent as JsonArray ?? [];
        var kept = (before["singleValueExtendedProperties"] as JsonArray ?? []).Where(old => !fresh.Any(one => GraphQuery.SamePropertyId(one, old)));
        return [.. kept.Concat(fresh).Select(property => property?.DeepClone())];
    }

    private static JsonObject WithEmailNames(JsonObject item)
    {
        foreach (var email in (item["emailAddresses"] as JsonArray ?? []).OfType<JsonObject>().Where(email => email["name"] is null))
        {
            email["name"] = email["address"]?.DeepClone();
        }

        return item;
    }
}
