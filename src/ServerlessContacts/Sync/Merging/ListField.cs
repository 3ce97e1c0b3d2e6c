using System.Globalization;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Sync.Merging;

/// <summary>A value of a list's entry beside its key.</summary>
internal sealed record EntryPart<T>(string Name, Func<T, string?> Get, Func<T, string?, T> Set);

/// <summary>A field of many entries, merged as a set: the key, a normal form, tells which entries of two sides are one.</summary>
internal sealed class ListField<T>(
    string name, Func<Contact, IReadOnlyList<T>> get, Func<Contact, IReadOnlyList<T>, Contact> set, Func<T, string> key) : ISyncField
{
    public IReadOnlyList<EntryPart<T>> Parts { get; init; } = [];

    public bool AreLabels { get; init; }

    public void Merge(MergeWork work)
    {
        var entries = new Entries<T>(
            Keyed(work.Sides.Ours), Keyed(work.Sides.Fitting), Keyed(work.Sides.Theirs), Keyed(work.Agreed.Here), Keyed(work.Agreed.There));
        var merged = entries.Keys.Select(entry => Merge(work, entries, entry)).ToList();
        work.Here = set(work.Here, [.. merged.Where(pair => pair.Here.IsThere).Select(pair => pair.Here.Value!)]);
        work.There = set(work.There, [.. merged.Where(pair => pair.There.IsThere).Select(pair => pair.There.Value!)]);
        work.BlankedHere += Lost(entries.Ours.Count - entries.Ours.Keys.Count(entry => merged[entries.IndexOf(entry)].Here.IsThere));
        work.BlankedThere += Lost(entries.Theirs.Count - entries.Theirs.Keys.Count(entry => merged[entries.IndexOf(entry)].There.IsThere));
    }

    /// <summary>Entries that were left out stand behind those that were there with them and before those that are new, each once.</summary>
    public Contact Restore(Contact wanted, LenientCheck said)
    {
        var (reduced, known, all) = (get(said.Reduced).ToHashSet(), Keys(said.Kept), Keys(wanted));
        var leftOut = get(said.Whole).Where(entry => !reduced.Contains(entry) && all.Add(key(entry))).ToList();
        var isNew = get(wanted).ToLookup(entry => !known.Contains(key(entry)));
        return leftOut.Count == 0 ? wanted : set(wanted, [.. isNew[false], .. leftOut, .. isNew[true]]);
    }

    public Contact Within(Contact contact, Contact other)
    {
        var keys = Keys(other);
        return set(contact, [.. get(contact).Where(entry => keys.Contains(key(entry)))]);
    }

    private HashSet<string> Keys(Contact contact) => get(contact).Select(key).ToHashSet(StringComparer.Ordinal);

    public bool AreSame(Contact one, Contact other)
    {
        var (first, second) = (Keyed(one), Keyed(other));
        return first.Count == second.Count && first.All(pair => second.TryGetValue(pair.Key, out var entry) && !IsEdited(pair.Value, entry));
    }

    public (string Field, string? One, string? Other) Difference(Contact one, Contact other)
    {
        var (first, second) = (Keyed(one), Keyed(other));
        return (name, Beyond(first, second), Beyond(second, first));
    }

    /// <summary>The entries that the others lack or have otherwise.</summary>
    private string? Beyond(OrderedDictionary<string, T> entries, OrderedDictionary<string, T> others)
    {
        var beyond = entries.Where(pair => !others.TryGetValue(pair.Key, out var entry) || IsEdited(pair.Value, entry))
            .Select(pair => string.Join(' ', Parts.Select(part => part.Get(pair.Value)).OfType<string>().DefaultIfEmpty(pair.Key)));
        return string.Join(", ", beyond) is { Length: > 0 } text ? text : null;
    }

    public IEnumerable<string> Missing(Contact whole, Contact fitting)
    {
        var held = Keyed(fitting);
        return Keyed(whole).SelectMany((entry, place) => Missing(Path(entry.Value, place), entry.Value, held.TryGetValue(entry.Key, out var other) ? new Slot<T>(other) : default));
    }

    private IEnumerable<string> Missing(string path, T whole, Slot<T> fitting) =>
        fitting.IsThere ? from part in Parts where part.Get(whole) is not null && part.Get(fitting.Value!) is null select $"{path}.{part.Name}" : [path];

    private string Path(T entry, int place) => entry is KeyValuePair<string, string> custom ? $"{name}.{custom.Key}" : string.Create(CultureInfo.InvariantCulture, $"{name}[{place}]");

    private (Slot<T> Here, Slot<T> There) Merge(MergeWork work, Entries<T> entries, string entry)
    {
        var (ours, theirs) = (Slot.Of(entries.Ours, entry), Slot.Of(entries.Theirs, entry));
        var (fitting, agreedHere, agreedThere) = (Slot.Of(entries.Fitting, entry), Slot.Of(entries.AgreedHere, entry), Slot.Of(entries.AgreedThere, entry));
        return (fitting.IsThere, theirs.IsThere) switch
        {
            (true, true) => MergeParts(work, $"{name}[{entry}]", new Fivefold<T>(ours, fitting, theirs, agreedHere, agreedThere)),
            // Ours alone has it: they removed it, unless it was edited here since; or it is new here; or they never took it.
            (true, false) when agreedThere.IsThere => agreedHere.IsThere && !IsEdited(agreedHere.Value!, fitting.Value!) ? (default, default) : (ours, fitting),
            (true, false) => agreedHere.IsThere ? (ours, theirs) : (ours, fitting),
            // Theirs alone has it: we removed it or have no room for it there any more, unless it was edited there since; or it is new there.
            (false, true) when agreedHere.IsThere => agreedThere.IsThere && !IsEdited(agreedThere.Value!, theirs.Value!) ? (ours, default) : (ours.Or(theirs), theirs),
            (false, true) => agreedThere.IsThere ? (ours, theirs) : (ours.Or(theirs), theirs),
            _ => (ours, default),
        };
    }

    private (Slot<T> Here, Slot<T> There) MergeParts(MergeWork work, string path, Fivefold<T> entry)
    {
        var (here, there) = (entry.Ours.Or(entry.Fitting).Value!, entry.Theirs.Value!);
        foreach (var part in Parts)
        {
            var merged = work.Merge($"{path}.{part.Name}", entry.Values(part));
            (here, there) = (part.Set(here, merged.Here), part.Set(there, merged.There));
        }

        return (entry.Ours.IsThere ? new Slot<T>(here) : default, new Slot<T>(there));
    }

    private bool IsEdited(T before, T after) => Parts.Any(part => !Text.AreSame(part.Get(before), part.Get(after)));

    private Losses Lost(int count) => AreLabels ? new Losses(0, count) : new Losses(count, 0);

    /// <summary>By key; a second entry of the same key (one number, two labels) is told apart by its place among its likes.</summary>
    private OrderedDictionary<string, T> Keyed(Contact contact)
    {
        var keyed = new OrderedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var entry in get(contact))
        {
            var unique = key(entry);
            for (var next = 2; !keyed.TryAdd(unique, entry); next++)
            {
                unique = $"{key(entry)} #{next}";
            }
        }

        return keyed;
    }
}

/// <summary>An entry, or none.</summary>
internal readonly record struct Slot<T>(T? Value, bool IsThere)
{
    public Slot(T value)
        : this(value, IsThere: true)
    {
    }

    public Slot<T> Or(Slot<T> other) => IsThere ? this : other;
}

internal static class Slot
{
    public static Slot<T> Of<T>(OrderedDictionary<string, T> entries, string key) => entries.TryGetValue(key, out var entry) ? new Slot<T>(entry) : default;
}

/// <summary>One entry on the five sides of a merge.</summary>
internal readonly record struct Fivefold<T>(Slot<T> Ours, Slot<T> Fitting, Slot<T> Theirs, Slot<T> AgreedHere, Slot<T> AgreedThere)
{
    public Values Values(EntryPart<T> part) => new(Get(part, Ours), Get(part, Fitting), Get(part, Theirs), Get(part, AgreedHere), Get(part, AgreedThere));

    private static string? Get(EntryPart<T> part, Slot<T> entry) => entry.IsThere ? part.Get(entry.Value!) : null;
}

/// <summary>
/// The entries of one field on the five sides of a merge; ours keep their order. What is theirs alone comes before what had no room there
/// anyway.
/// </summary>
internal sealed class Entries<T>(
    OrderedDictionary<string, T> ours, OrderedDictionary<string, T> fitting, OrderedDictionary<string, T> theirs,
    OrderedDictionary<string, T> agreedHere, OrderedDictionary<string, T> agreedThere)
{
    private readonly OrderedDictionary<string, int> order = Order(ours, fitting, theirs);

    public OrderedDictionary<string, T> Ours => ours;

    public OrderedDictionary<string, T> Fitting => fitting;

    public OrderedDictionary<string, T> Theirs => theirs;

    public OrderedDictionary<string, T> AgreedHere => agreedHere;

    public OrderedDictionary<string, T> AgreedThere => agreedThere;

    public IEnumerable<string> Keys => order.Keys;

    public int IndexOf(string key) => order[key];

    private static OrderedDictionary<string, int> Order(
        OrderedDictionary<string, T> ours, OrderedDictionary<string, T> fitting, OrderedDictionary<string, T> theirs)
    {
        var places = new OrderedDictionary<string, int>(StringComparer.Ordinal);
        var unfit = ours.Keys.Reverse().TakeWhile(key => !fitting.ContainsKey(key)).Count();
        foreach (var key in ours.Keys.SkipLast(unfit).Concat(fitting.Keys).Concat(theirs.Keys).Concat(ours.Keys))
        {
            places.TryAdd(key, places.Count);
        }

        return places;
    }
}
