using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ServerlessContacts.Simulators.Microsoft;

/// <summary>A request below <c>/v1.0</c>, sent alone or inside a batch. Names in the path are in lower case; ids keep theirs, which matters.</summary>
internal sealed partial record GraphRequest(
    string Method, string[] Path, IReadOnlyDictionary<string, string> Query, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "me", "contacts", "contactFolders", "childFolders", "delta", "delta()", "microsoft.graph.delta()", "photo", "$value", "outlook", "masterCategories",
        "subscriptions", "reauthorize", "$batch",
    };

    /// <summary>The address that the simulator was reached at, up to and with the version.</summary>
    public required Uri Root { get; init; }

    public required SimulatedAccount Account { get; init; }

    public bool WantsImmutableIds => Preferences.Contains("IdType=\"ImmutableId\"", StringComparer.OrdinalIgnoreCase);

    public int? MaxPageSize => Preferences.Select(wish => MaxPage().Match(wish)).FirstOrDefault(match => match.Success) is { } found
        ? int.Parse(found.Groups["size"].Value, System.Globalization.CultureInfo.InvariantCulture)
        : null;

    private IEnumerable<string> Preferences =>
        (Headers.GetValueOrDefault("Prefer") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Cuts a path into its parts; <c>contactfolders('ID')</c> is two of them, like <c>contactFolders/ID</c>.</summary>
    public static string[] Split(string path) =>
        [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).SelectMany(Unquote).Select(Canonical)];

    /// <summary>The body as an object; null where it is none.</summary>
    public JsonObject? Json()
    {
        try
        {
            return JsonNode.Parse(Body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Unquote(string part) =>
        Quoted().Match(part) is { Success: true } match ? [match.Groups["name"].Value, match.Groups["id"].Value] : [part];

    private static string Canonical(string part)
    {
        if (!Names.Contains(part))
        {
            return part;
        }

        var name = part.ToLowerInvariant();
        return name is "delta()" or "microsoft.graph.delta()" ? "delta" : name;
    }

    [GeneratedRegex(@"^(?<name>\w+)\('(?<id>[^']+)'\)$", RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^odata\.maxpagesize=(?<size>[0-9]{1,6})$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex MaxPage();
}
