namespace ServerlessContacts.Search.Index;

/// <summary>Which documents to list, in which order, and how many.</summary>
public sealed record ListingQuery
{
    /// <summary>Of each, a document has one of its writings in its text.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Conditions { get; init; } = [];

    /// <summary>The keys of the only documents that are listed; null for all.</summary>
    public IReadOnlyCollection<string>? Only { get; init; }

    /// <summary>Whether the documents of a section are listed.</summary>
    public Func<int, bool> Admits { get; init; } = static _ => true;

    /// <summary>The same object for the same order: the documents of a segment are sorted by it once.</summary>
    public required DocumentOrder Order { get; init; }

    public required int Limit { get; init; }

    /// <summary>The last of the page before.</summary>
    public ListingPosition? After { get; init; }
}

/// <summary>A place in a list that means the same in every version of the index.</summary>
public sealed record ListingPosition(ReadOnlyMemory<byte> OrderKey, ReadOnlyMemory<byte> SortKey, ReadOnlyMemory<byte> Key);

/// <param name="Total">All there are in sight, not only on this page.</param>
public sealed record ListingPage(int Total, IReadOnlyList<ListedDocument> Documents, bool HasMore);

/// <summary>A document of a list: what the index keeps of it, and its place.</summary>
public sealed record ListedDocument(ReadOnlyMemory<byte> Payload, ListingPosition Position);
