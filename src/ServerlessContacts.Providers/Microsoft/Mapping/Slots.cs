namespace ServerlessContacts.Providers.Microsoft;

/// <summary>The labels of what has a place of its own at the service.</summary>
internal static class SlotLabels
{
    public const string Mobile = "mobile";
    public const string Work = "work";
    public const string Home = "home";
    public const string Other = "other";

    private static readonly (string Word, string? Slot)[] Words =
    [
        ("fax", null), ("pager", null), ("mobile", Mobile), ("cell", Mobile), ("iphone", Mobile), ("home", Home), ("private", Home),
        ("work", Work), ("business", Work), ("office", Work),
    ];

    /// <summary>The slot that a label means; <see cref="Other"/> for any other label and none, null for what must not pass as a voice line or a place.</summary>
    public static string? Of(string? label)
    {
        foreach (var (word, slot) in Words)
        {
            if (label?.Contains(word, StringComparison.OrdinalIgnoreCase) == true)
            {
                return slot;
            }
        }

        return Other;
    }
}

/// <summary>A number of named places with room for a few values each.</summary>
internal sealed class Slots<T>(IReadOnlyDictionary<string, int> room)
{
    private readonly Dictionary<string, List<T>> filled = room.Keys.ToDictionary(slot => slot, _ => new List<T>(), StringComparer.Ordinal);

    public IReadOnlyList<T> this[string slot] => filled[slot];

    /// <summary>
    /// Values go to the place that they are meant for while it has room. Then those that are meant for none of the places take the first of
    /// the spare ones that is free. What finds no room is left out.
    /// </summary>
    public static Slots<T> Place(IReadOnlyDictionary<string, int> room, IEnumerable<(string? Slot, T Value)> values, params string[] spare)
    {
        var slots = new Slots<T>(room);
        var all = values.ToList();
        foreach (var (slot, value) in all.Where(value => value.Slot is not null && room.ContainsKey(value.Slot)))
        {
            slots.TryAdd(slot!, value);
        }

        foreach (var (_, value) in all.Where(value => value.Slot is not null && !room.ContainsKey(value.Slot)))
        {
            _ = Array.Exists(spare, slot => slots.TryAdd(slot, value));
        }

        return slots;
    }

    private bool TryAdd(string slot, T value)
    {
        if (filled[slot].Count == room[slot])
        {
            return false;
        }

        filled[slot].Add(value);
        return true;
    }
}
