using System.Globalization;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Sync.Merging;

public enum Winner
{
    Ours,
    Theirs,

    /// <summary>Each side keeps its own until somebody decides.</summary>
    Neither,
}

/// <summary>A value that both sides changed, each to something else.</summary>
/// <param name="Field">Its path: <c>name.given</c>, <c>phones[+33612345678].label</c>.</param>
public sealed record FieldConflict(string Field, string? Ours, string? Theirs, Winner Winner);

/// <summary>Decides about a value that both sides changed.</summary>
public delegate Winner Arbiter(string field);

/// <summary>What both sides say now.</summary>
/// <param name="Ours">The contact whole.</param>
/// <param name="Fitting">The contact as far as the provider could hold it.</param>
/// <param name="Theirs">The provider's item in our words.</param>
public sealed record Sides(Contact Ours, Contact Fitting, Contact Theirs);

/// <summary>What both sides shall say.</summary>
/// <param name="Here">The contact whole.</param>
/// <param name="There">What the provider's item is to say.</param>
/// <param name="BlankedHere">Values and entries, labels apart, that go here because they went there.</param>
/// <param name="BlankedThere">The same the other way.</param>
public sealed record Merged(Contact Here, Contact There, IReadOnlyList<FieldConflict> Conflicts, Losses BlankedHere, Losses BlankedThere);

/// <summary>Values that a merge takes from one side.</summary>
public readonly record struct Losses(int Values, int Labels)
{
    public static Losses operator +(Losses one, Losses other) => new(one.Values + other.Values, one.Labels + other.Labels);
}

/// <summary>
/// Field by field against the last agreement: what one side changed goes to the other; what both changed alike is agreed; an edit wins over a deletion; only
/// what both changed differently is a conflict. Lists are sets of entries by normal form, and entries merge value by value. Pure.
/// </summary>
public static class ThreeWayMerge
{
    public static Merged Of(Sides sides, Agreement agreed, Arbiter rule)
    {
        var work = new MergeWork(Implied(sides), Implied(agreed), rule);
        foreach (var field in SyncFields.All)
        {
            field.Merge(work);
        }

        return new Merged(work.Here, Composed(work.There), work.Conflicts, work.BlankedHere, work.BlankedThere);
    }

    /// <summary>Whether both say the same in every field that is synced; the order of entries says nothing.</summary>
    public static bool AreSame(Contact one, Contact other) => SyncFields.All.All(field => field.AreSame(Implied(one), Implied(other)));

    /// <summary>The first field in which two contacts differ, and what each says in it; null where they say the same.</summary>
    public static (string Field, string? One, string? Other)? Difference(Contact one, Contact other) =>
        SyncFields.All.FirstOrDefault(field => !field.AreSame(Implied(one), Implied(other)))?.Difference(one, other);

    /// <summary>The values of a contact that its fitting form lacks, by their paths; what no provider is told among them.</summary>
    public static IReadOnlyList<string> Missing(Contact whole, Contact fitting) =>
    [
        .. SyncFields.All.SelectMany(field => field.Missing(Implied(whole), Implied(fitting))),
        .. whole.Phones.Select((phone, place) => (phone, place)).Where(entry => entry.phone.Short is not null).Select(entry => string.Create(CultureInfo.InvariantCulture, $"phones[{entry.place}].short")),
        .. whole.Photo is null ? (string[])[] : ["photo"],
    ];

    /// <summary>A full name that follows from its parts is no value of its own: it must not be in conflict because two parts changed on two sides.</summary>
    private static Contact Implied(Contact contact) =>
        contact.Name.Full is { } full && string.Equals(full, NameRules.Compose(contact.Name), StringComparison.Ordinal)
            ? contact with { Name = contact.Name with { Full = null } }
            : contact;

    private static Contact Composed(Contact contact) => contact with { Name = contact.Name with { Full = contact.Name.Full ?? NameRules.Compose(contact.Name) } };

    private static Sides Implied(Sides sides) => new(Implied(sides.Ours), Implied(sides.Fitting), Implied(sides.Theirs));

    private static Agreement Implied(Agreement agreed) => new(Implied(agreed.Here), Implied(agreed.There));
}
