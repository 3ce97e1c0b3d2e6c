using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Sync.Connections;

/// <summary>A merge patch (RFC 7396) of a connection's settings: what is null falls back to its default, what is left out stays.</summary>
/// <param name="patch">The patch.</param>
/// <param name="path">What stands before the names of fields in problems.</param>
/// <param name="available">The ids of the groups that can be chosen; empty while nobody has looked.</param>
internal sealed class SettingsPatch(JsonObject patch, string path, IReadOnlyCollection<string> available)
{
    public const int MostGroups = 200;

    /// <summary>Longer than any provider's ids.</summary>
    public const int MostGroupLength = 300;

    public const int MostAtLeast = 1_000_000;

    private readonly List<FieldProblem> problems = [];

    public IReadOnlyList<FieldProblem> Problems => problems;

    public ConnectionSettings Apply(ConnectionSettings settings)
    {
        foreach (var (name, value) in patch)
        {
            settings = name switch
            {
                "direction" => settings with { Direction = Choice(name, value, SyncDirection.TwoWay) },
                "groups" => settings with { Groups = Groups(name, value, settings.Groups ?? []) },
                "visibility" => settings with { Visibility = Choice(name, value, Visibility.Owner) },
                "deletePolicy" => settings with { ChosenDeletePolicy = value is null ? null : Choice(name, value, default(DeletePolicy)) },
                "conflictRule" => settings with { ConflictRule = Choice(name, value, ConflictRule.Newest) },
                "brake" => settings with { Brake = BrakeOf(name, value, settings.Brake) },
                _ => Unknown(name, settings),
            };
        }

        return settings;
    }

    private ConnectionSettings Unknown(string name, ConnectionSettings settings)
    {
        Add(name, "field-unknown", "There is no such field here.");
        return settings;
    }

    private T Choice<T>(string name, JsonNode? value, T otherwise)
        where T : struct, Enum
    {
        if (value is null)
        {
            return otherwise;
        }

        var text = value is JsonValue written && written.TryGetValue<string>(out var word) ? word : null;
        var found = Array.FindIndex(Enum.GetNames<T>(), candidate => Camel(candidate) == text);
        if (found < 0)
        {
            Add(name, "choice-invalid", $"Expected one of {string.Join(", ", Enum.GetNames<T>().Select(Camel))}.");
        }

        return found < 0 ? otherwise : Enum.GetValues<T>()[found];
    }

    private List<string>? Groups(string name, JsonNode? value, IReadOnlyList<string> chosen)
    {
        if (value is null)
        {
            return null;
        }

        var groups = (value as JsonArray)?.Select(item => item is JsonValue text && text.TryGetValue<string>(out var id) ? id : "").Distinct(StringComparer.Ordinal).ToList() ?? [];
        if (groups.Count is 0 or > MostGroups || !groups.TrueForAll(IsGroup))
        {
            Add(name, "groups-invalid", $"Expected a list of 1 to {MostGroups} ids of groups, each of at most {MostGroupLength} characters, or null for all groups.");
        }
        else if (available.Count > 0 && groups.Except(available.Concat(chosen), StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            // A choice of groups that are not there would take every contact out of the sync.
            Add(name, "groups-invalid", $"{unknown} is no group of the account. Take ids of availableGroups; refresh to see new groups.");
        }

        return groups;
    }

    private static bool IsGroup(string id) => id.Length is > 0 and <= MostGroupLength && !id.Any(char.IsControl);

    private Brake BrakeOf(string name, JsonNode? value, Brake brake)
    {
        if (value is not JsonObject changes)
        {
            if (value is not null)
            {
                Add(name, "type-invalid", "Expected an object with share and atLeast.");
            }

            return Brake.Default;
        }

        foreach (var (part, number) in changes)
        {
            brake = part switch
            {
                "share" => brake with { Share = Share(number) },
                "atLeast" => brake with { AtLeast = AtLeast(number) },
                _ => UnknownPart(part, brake),
            };
        }

        return brake;
    }

    private Brake UnknownPart(string name, Brake brake)
    {
        Add($"brake.{name}", "field-unknown", "There is no such field here.");
        return brake;
    }

    private double Share(JsonNode? value)
    {
        if (value is null)
        {
            return Brake.Default.Share;
        }

        if (value is JsonValue number && number.GetValueKind() == JsonValueKind.Number && number.TryGetValue<double>(out var share) && share is >= 0 and <= 1)
        {
            return share;
        }

        Add("brake.share", "number-invalid", "Expected a number from 0 to 1.");
        return 0;
    }

    private int AtLeast(JsonNode? value)
    {
        if (value is null)
        {
            return Brake.Default.AtLeast;
        }

        if (value is JsonValue number && number.GetValueKind() == JsonValueKind.Number && number.TryGetValue<int>(out var least) && least is >= 0 and <= MostAtLeast)
        {
            return least;
        }

        Add("brake.atLeast", "number-invalid", $"Expected a whole number from 0 to {MostAtLeast}.");
        return 0;
    }

    private void Add(string name, string code, string message) => problems.Add(new FieldProblem(path + name, code, message));

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
