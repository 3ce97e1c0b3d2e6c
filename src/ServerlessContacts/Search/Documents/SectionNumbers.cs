using System.Collections.Immutable;

namespace ServerlessContacts.Search;

/// <summary>
/// The numbers by which an index knows the sections of answers. Those of groups are given in the order in which the groups were met, so that a number never
/// changes; the order of sections in answers is <see cref="SectionKey"/>'s.
/// </summary>
internal sealed record SectionNumbers(ImmutableList<string> Groups)
{
    public const int Personal = 0;
    public const int Shared = 1;
    public const int Member = 2;
    private const int FirstGroup = 3;

    public static readonly SectionNumbers None = new([]);

    public SectionKey this[int number] => number switch
    {
        Personal => new SectionKey(ContactScope.Personal, null),
        Shared => new SectionKey(ContactScope.Shared, null),
        Member => new SectionKey(ContactScope.Member, null),
        _ => new SectionKey(ContactScope.Shared, Groups[number - FirstGroup]),
    };

    /// <summary>All there are, each with its number.</summary>
    public IEnumerable<(int Number, SectionKey Key)> All => Enumerable.Range(0, FirstGroup + Groups.Count).Select(number => (number, this[number]));

    public int Of(SectionKey key) => key switch
    {
        (ContactScope.Personal, _) => Personal,
        (ContactScope.Member, _) => Member,
        (_, null) => Shared,
        (_, { } group) => FirstGroup + Groups.IndexOf(group),
    };

    /// <summary>These and the section's, if it has none yet.</summary>
    public SectionNumbers With(SectionKey key) =>
        key.Group is not { } group || Groups.Contains(group) ? this : new SectionNumbers(Groups.Add(group));
}
