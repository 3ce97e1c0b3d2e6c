using ServerlessContacts.Contacts;

namespace ServerlessContacts.Sync.Merging;

/// <summary>One merge on its way: what is compared, and what has come of it so far.</summary>
internal sealed class MergeWork(Sides sides, Agreement agreed, Arbiter rule)
{
    private readonly List<FieldConflict> conflicts = [];

    public Sides Sides { get; } = sides;

    public Agreement Agreed { get; } = agreed;

    public Contact Here { get; set; } = sides.Ours;

    public Contact There { get; set; } = sides.Theirs;

    public Losses BlankedHere { get; set; }

    public Losses BlankedThere { get; set; }

    public IReadOnlyList<FieldConflict> Conflicts => conflicts;

    /// <summary>One value, on five sides; answers what it shall be here and there.</summary>
    public (string? Here, string? There) Merge(string path, in Values values)
    {
        var changedHere = !Text.AreSame(values.Fitting, values.AgreedHere);
        var changedThere = !Text.AreSame(values.Theirs, values.AgreedThere);
        return (changedHere, changedThere) switch
        {
            (false, false) => (values.Ours, values.Theirs),
            (true, false) => (values.Ours, values.Fitting),
            (false, true) => (values.Theirs, values.Theirs),
            _ when Text.AreSame(values.Fitting, values.Theirs) => (values.Ours, values.Theirs),
            _ => Decide(path, values),
        };
    }

    private (string? Here, string? There) Decide(string path, in Values values)
    {
        // One side deleted the value and the other edited it: the edit wins, as it does for whole contacts.
        var winner = values.Fitting is null ? Winner.Theirs : values.Theirs is null ? Winner.Ours : Conflict(path, values);
        return winner switch
        {
            Winner.Ours => (values.Ours, values.Fitting),
            Winner.Theirs => (values.Theirs, values.Theirs),
            _ => (values.Ours, values.Theirs),
        };
    }

    private Winner Conflict(string path, in Values values)
    {
        var winner = rule(path);
        conflicts.Add(new FieldConflict(path, values.Fitting, values.Theirs, winner));
        return winner;
    }
}

/// <summary>One value as the five sides of a merge have it.</summary>
internal readonly record struct Values(string? Ours, string? Fitting, string? Theirs, string? AgreedHere, string? AgreedThere);

internal static class Text
{
    /// <summary>Blanks around and line ends tell nothing apart; providers change both.</summary>
    public static bool AreSame(string? one, string? other) => string.Equals(Plain(one), Plain(other), StringComparison.Ordinal);

    private static string Plain(string? text) => text is null ? "" : text.ReplaceLineEndings("\n").Trim();
}
