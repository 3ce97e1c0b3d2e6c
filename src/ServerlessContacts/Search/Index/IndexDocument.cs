namespace ServerlessContacts.Search.Index;

/// <summary>
/// What the index knows of one entry. Lines are well-formed text in the normal form of queries and hold no line break; what is in them
/// is found, nothing else is.
/// </summary>
public sealed record IndexDocument
{
    /// <summary>Unique in an index; ends the order where all else is the same.</summary>
    public required string Key { get; init; }

    /// <summary>Sections are shown apart, each with its own total and its own best items.</summary>
    public int Section { get; init; }

    /// <summary>What decides who may see it.</summary>
    public int Book { get; init; }

    /// <summary>The organisation-wide order begins with the highest.</summary>
    public int Boost { get; init; }

    /// <summary>Orders by name, byte by byte.</summary>
    public ReadOnlyMemory<byte> SortKey { get; init; }

    /// <summary>Each writing of the name. A query that begins words of these, or is one of them, ranks higher.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>What an answer shows; the index only keeps it.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }
}
