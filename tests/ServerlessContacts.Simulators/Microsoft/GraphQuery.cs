using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ServerlessContacts.Simulators.Microsoft;

/// <summary>The few forms of <c>$filter</c>, <c>$expand</c> and <c>$select</c> that clients of contacts use.</summary>
internal static partial class GraphQuery
{
    private const string Extended = "singleValueExtendedProperties";

    /// <summary>Whether the filter lets the item through; null for a filter that is not understood.</summary>
    public static Func<JsonObject, bool>? Filter(string? filter)
    {
        if (filter is null)
        {
            return _ => true;
        }

        if (CategoryFilter().Match(filter) is { Success: true } category)
        {
            var name = category.Groups["value"].Value.Replace("''", "'", StringComparison.Ordinal);
            return item => (item["categories"] as JsonArray ?? []).Any(one => one?.GetValue<string>() == name);
        }

        if (KeyFilter().Match(filter) is not { Success: true } match)
        {
            return null;
        }

        var (id, value) = (match.Groups["id"].Value, match.Groups["value"].Value.Replace("''", "'", StringComparison.Ordinal));
        return item => Properties(item).Any(property => HasId(property, id) && property["value"]?.GetValue<string>() == value);
    }

    /// <summary>The item with the extended properties that were asked for and without the others.</summary>
    public static JsonObject Expand(JsonObject item, string? expand)
    {
        var wanted = expand is not null && KeyExpand().Match(expand) is { Success: true } match ? match.Groups["id"].Value : null;
        JsonArray found = [.. Properties(item).Where(property => wanted is not null && HasId(property, wanted)).Select(property => property.DeepClone())];
        item.Remove(Extended);
        if (found.Count > 0)
        {
            item[Extended] = found;
        }

        return item;
    }

    public static JsonObject Select(JsonObject item, string? select)
    {
        if (select is null)
        {
            return item;
        }

        var names = select.Split(',', StringSplitOptions.TrimEntries).Append("id").Append(Extended).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var name in item.Select(property => property.Key).Where(name => !name.StartsWith('@') && !names.Contains(name)).ToList())
        {
            item.Remove(name);
        }

        return item;
    }

    public static bool SamePropertyId(JsonNode? one, JsonNode? other) =>
        string.Equals(one?["id"]?.GetValue<string>(), other?["id"]?.GetValue<string>(), StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<JsonObject> Properties(JsonObject item) => (item[Extended] as JsonArray ?? []).OfType<JsonObject>();

    private static bool HasId(JsonObject property, string id) => string.Equals(property["id"]?.GetValue<string>(), id, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("^singleValueExtendedProperties/any\\((?<ep>[a-z]+): *\\k<ep>/id eq '(?<id>[^']+)' and \\k<ep>/value eq '(?<value>([^']|'')*)'\\)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeyFilter();

    [GeneratedRegex("^categories/any\\((?<c>[a-z]+): *\\k<c> eq '(?<value>([^']|'')*)'\\)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CategoryFilter();

    [GeneratedRegex("^singleValueExtendedProperties\\(\\$filter=id eq '(?<id>[^']+)'\\)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeyExpand();
}
