using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Following;

namespace ServerlessContacts.Search;

public enum ListSort
{
    Name,
    Email,
    Department,
    Updated,
}

/// <summary>Which contacts to list; all conditions must hold.</summary>
public sealed record ListQuery
{
    public const int DefaultPageSize = 50;
    public const int MaxPageSize = 1000;

    /// <summary>Null for all.</summary>
    public ContactScope? Scope { get; init; }

    /// <summary>Only these, such as a member's favourites.</summary>
    public IReadOnlySet<ContactId>? Only { get; init; }

    /// <summary>Only shared contacts in one of these folders: a folder's id and, for a subtree, all below it; the empty text is the root.</summary>
    public IReadOnlySet<string>? Folders { get; init; }

    public string? Group { get; init; }

    /// <summary>One of the owner's own marks, exactly.</summary>
    public string? Label { get; init; }

    /// <summary>A department whatever its case, width and accents.</summary>
    public string? Department { get; init; }

    /// <summary>
    /// Contacts that lack what is sorted by come last in both directions; those that are equal in it are ordered by name, then by id.
    /// </summary>
    public ListSort Sort { get; init; }

    public bool Descending { get; init; }

    /// <summary>1 to <see cref="MaxPageSize"/>.</summary>
    public int PageSize { get; init; } = DefaultPageSize;

    /// <summary>From the answer before; the rest of the query is the same.</summary>
    public string? Continuation { get; init; }

    /// <summary>The version that the answer must hold at least.</summary>
    public Positions? AtLeast { get; init; }
}

public sealed record ListAnswer
{
    /// <summary>How many there are in all, not only on this page.</summary>
    public required int Total { get; init; }

    public required IReadOnlyList<ContactDocument> Items { get; init; }

    /// <summary>Null at the end.</summary>
    public string? Continuation { get; init; }

    public required Positions Version { get; init; }
}
