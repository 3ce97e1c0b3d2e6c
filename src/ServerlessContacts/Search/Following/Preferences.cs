using System.Collections.Immutable;
using ServerlessContacts.Contacts;
using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Search;

/// <summary>Which contacts a member prefers: those with a star, then those they call and write to most.</summary>
internal sealed class Preferences
{
    /// <summary>Of so many a search looks whether they match before it looks at others.</summary>
    public const int Most = 500;

    public static readonly Preferences None = new(ImmutableHashSet.Create<string>(StringComparer.Ordinal), ImmutableDictionary.Create<string, ActivityWeight>(StringComparer.Ordinal));

    private readonly ImmutableHashSet<string> favorites;
    private readonly ImmutableDictionary<string, ActivityWeight> weights;

    private Preferences(ImmutableHashSet<string> favorites, ImmutableDictionary<string, ActivityWeight> weights)
    {
        (this.favorites, this.weights) = (favorites, weights);
        Frequent = [.. weights.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal).Take(Most).Select(entry => entry.Key)];
        var stars = favorites.OrderByDescending(key => weights.GetValueOrDefault(key)).ThenBy(key => key, StringComparer.Ordinal);
        Viewer = new Viewer(BookSet.Of(Books.Organization, Books.Own), [], [.. stars.Concat(Frequent).Distinct(StringComparer.Ordinal).Take(Most)]);
    }

    /// <summary>The keys of the contacts called and written to most, the most preferred first.</summary>
    public IReadOnlyList<string> Frequent { get; }

    public Viewer Viewer { get; }

    public Preferences With(IReadOnlyDictionary<string, bool> stars, IReadOnlyDictionary<string, ActivityWeight?> changed) => stars.Count + changed.Count == 0
        ? this
        : new Preferences(
            favorites.Except(stars.Where(star => !star.Value).Select(star => star.Key)).Union(stars.Where(star => star.Value).Select(star => star.Key)),
            weights.RemoveRange(changed.Where(weight => weight.Value is null).Select(weight => weight.Key))
                .SetItems(changed.Where(weight => weight.Value is not null).Select(weight => KeyValuePair.Create(weight.Key, weight.Value!.Value))));
}
