using System.Diagnostics.CodeAnalysis;

namespace ServerlessContacts.Search;

/// <summary>Where the sections that have more go on. A section that is not named has shown all it had.</summary>
internal sealed record SearchContinuation(string Query, IReadOnlyList<SectionPosition> Sections)
{
    /// <summary>
    /// Kestrel takes 8 KiB of request line, and a position is up to 300 characters of it. Whoever needs more of other sections asks for a group.
    /// </summary>
    public const int MaxSections = 24;

    public static string Fingerprint(SearchQuery query) => Continuations.Fingerprint(query.Text, query.Scope, query.Group);

    /// <summary>True with null where the query is a first one.</summary>
    public static bool TryRead(SearchQuery query, out SearchContinuation? continuation)
    {
        continuation = null;
        return query.Continuation is null || TryRead(query, query.Continuation, out continuation);
    }

    private static bool TryRead(SearchQuery query, string text, [NotNullWhen(true)] out SearchContinuation? continuation) =>
        Continuations.TryRead(text, out continuation)
        && continuation.Query == Fingerprint(query)
        && continuation.Sections.All(section => section is not null);
}
