using ServerlessContacts.Store.Following;

namespace ServerlessContacts.Search;

/// <summary>What somebody typed, and where to look.</summary>
public sealed record SearchQuery
{
    public const int DefaultLimit = 20;
    public const int MaxLimit = 1000;

    /// <summary>
    /// Every word must match, in any order, in any field, anywhere inside; digits and separators alone are one number. Blank finds all.
    /// </summary>
    public required string Text { get; init; }

    /// <summary>Null for all.</summary>
    public ContactScope? Scope { get; init; }

    /// <summary>The id of a group; then the one section is the group's.</summary>
    public string? Group { get; init; }

    /// <summary>Only shared contacts in one of these folders: a folder's id and, for a subtree, all below it; the empty text is the root.</summary>
    public IReadOnlySet<string>? Folders { get; init; }

    /// <summary>Items of each section; 1 to <see cref="MaxLimit"/>.</summary>
    public int Limit { get; init; } = DefaultLimit;

    /// <summary>From the answer before; the rest of the query is the same.</summary>
    public string? Continuation { get; init; }

    public bool Highlight { get; init; }

    /// <summary>The version that the answer must hold at least.</summary>
    public Positions? AtLeast { get; init; }
}

/// <summary>
/// The matches of a query. Every match is in exactly one section, so the totals of the sections add up to <see cref="Total"/>. Sections without
/// matches are left out, and in a continued answer those without further items.
/// </summary>
public sealed record SearchAnswer
{
    public required int Total { get; init; }

    /// <summary>Personal contacts, then those of each group by its id, other shared contacts, members.</summary>
    public required IReadOnlyList<SearchSection> Sections { get; init; }

    /// <summary>
    /// Asks for the next items of every section that has more, of the first 24 if there are so many; null at the end.
    /// </summary>
    public string? Continuation { get; init; }

    public required Positions Version { get; init; }

    /// <summary>What the index took of the time.</summary>
    public TimeSpan IndexTime { get; init; }
}

/// <summary>
/// A shared contact of groups stands in the section of the first of its groups in ordinal order of their ids, or of the group that was
/// asked for. <see cref="Total"/> counts all matches of the section, not the items shown. Items are ordered: the query is the whole name,
/// its words begin words of the name, the others; within each the member's favourites first, then those they call and write to most, then those everybody does; then by name,
/// a Japanese one by its reading; then by id.
/// </summary>
public sealed record SearchSection(ContactScope Scope, string? Group, int Total, IReadOnlyList<SearchItem> Items);

public sealed record SearchItem(ContactDocument Contact, IReadOnlyList<Highlight> Highlights);

/// <summary>A part of a field that the query matched. Fields are written <c>name.full</c>, <c>emails[0].address</c>, <c>custom.key</c>.</summary>
public readonly record struct Highlight(string Field, int Start, int Length);
