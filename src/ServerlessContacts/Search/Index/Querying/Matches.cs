namespace ServerlessContacts.Search.Index;

/// <summary>The documents that a query finds in a segment or a section of it, and what tells their classes.</summary>
/// <param name="all">Every match; of those that are not in sight some may be missing.</param>
/// <param name="shortest">The shortest set of the prefixes if it is shorter than all matches, or else nothing.</param>
internal readonly ref struct Matches(OpenSet all, OpenSet shortest, WholeNames whole, NamePrefixes prefixes)
{
    public readonly OpenSet All = all;
    public readonly WholeNames Whole = whole;
    public readonly NamePrefixes Prefixes = prefixes;
    private readonly OpenSet shortest = shortest;

    /// <summary>The documents among which are those of a class.</summary>
    public OpenSet Among(HitClass hitClass) => hitClass switch
    {
        HitClass.WholeName => Whole.Among,
        HitClass.NamePrefix when Prefixes.IsEmpty => default,
        HitClass.NamePrefix when shortest.Count > 0 => shortest,
        _ => All,
    };

    /// <summary>Keeps of such documents those of the class or a better one. Documents ascend.</summary>
    public int Keep(HitClass hitClass, Span<int> documents) => hitClass switch
    {
        HitClass.WholeName => Whole.Keep(documents[..Retained.In(All, documents)]),
        HitClass.NamePrefix when shortest.Count > 0 => Prefixes.KeepOfShortest(documents),
        HitClass.NamePrefix => Prefixes.Keep(documents),
        _ => documents.Length,
    };

    /// <summary>Drops what is of a better class.</summary>
    /// <param name="room">As much room as the documents take.</param>
    public int DropBetter(HitClass hitClass, Span<int> documents, Span<int> room)
    {
        if (hitClass == HitClass.Elsewhere && !Prefixes.IsEmpty)
        {
            documents.CopyTo(room);
            documents = documents[..Retained.NotAmong(room[..Prefixes.Keep(room[..documents.Length])], documents)];
        }

        if (hitClass != HitClass.WholeName && Whole.Among.Count > 0)
        {
            documents.CopyTo(room);
            documents = documents[..Retained.NotAmong(room[..Whole.Keep(room[..documents.Length])], documents)];
        }

        return documents.Length;
    }

    /// <summary>A part of these.</summary>
    public Matches Only(scoped in OpenSet some) => new(some, default, Whole, Prefixes);
}
