namespace ServerlessContacts.Search.Index;

/// <summary>What to look for, and how much of it to show.</summary>
public sealed record IndexQuery
{
    /// <summary>
    /// A document matches if it has, of every word, one of its writings within a line. Without words it matches as well. Writings are well-formed text and not empty.
    /// </summary>
    public required IReadOnlyList<IReadOnlyList<string>> Words { get; init; }

    /// <summary>
    /// A document matches only if it has, of every condition too, one of its writings within a line. Conditions narrow what is found, and do not rank it. They may
    /// have hundreds of writings; without any, none is fulfilled.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<string>> Conditions { get; init; } = [];

    /// <summary>What the whole query may be as a name, in which blanks do not count. None is blank.</summary>
    public IReadOnlyList<string> WholeNames { get; init; } = [];

    /// <summary>The most items of a section.</summary>
    public int Limit { get; init; } = 20;

    /// <summary>Where to go on; sections that are not among these are only counted. Null begins all of them.</summary>
    public IReadOnlyList<HitPosition>? After { get; init; }
}

/// <summary>A place in the order of a section that means the same in every version of the index.</summary>
/// <param name="Preferred">The place among the viewer's preferred documents, or <see cref="Hit.NotPreferred"/>.</param>
public sealed record HitPosition(int Section, HitClass Class, int Preferred, int Boost, ReadOnlyMemory<byte> SortKey, ReadOnlyMemory<byte> Key)
{
    internal RankKey Rank => new(Boost, SortKey.Span, Key.Span);
}
