using System.Text.Json.Nodes;

namespace ServerlessContacts.Providers.Microsoft;

/// <summary>
/// Categories and the folder's name are labels. A label that is wanted becomes a category, unless the contact is in the folder of that name:
/// nothing is ever moved. Categories have no order, so labels are sorted.
/// </summary>
internal static class LabelMapping
{
    private const string Property = "categories";

    public static IReadOnlyList<string> Read(JsonObject item)
    {
        var folder = GraphJson.Text(item, GraphItems.FolderName);
        return Sort(folder is null ? GraphJson.Texts(item, Property) : GraphJson.Texts(item, Property).Append(folder));
    }

    public static JsonArray Write(IReadOnlyList<string> labels, string? folder) =>
        GraphJson.Array(Sort(labels.Where(label => !string.IsNullOrWhiteSpace(label) && label != folder)));

    /// <summary>Categories that stay keep their places; one named like the folder stays because its label does.</summary>
    public static JsonArray Merge(JsonObject raw, JsonArray wanted)
    {
        var folder = GraphJson.Text(raw, GraphItems.FolderName);
        var labels = wanted.Select(label => label!.GetValue<string>()).ToList();
        var old = GraphJson.Texts(raw, Property).Where(category => category == folder || labels.Contains(category, StringComparer.Ordinal)).ToList();
        return GraphJson.Array(old.Union(labels, StringComparer.Ordinal));
    }

    private static List<string> Sort(IEnumerable<string> labels) => [.. labels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
