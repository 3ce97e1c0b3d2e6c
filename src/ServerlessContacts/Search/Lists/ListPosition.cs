using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Search;

/// <summary>The last item of a page, by what orders it, and the query it belongs to.</summary>
internal sealed record ListPosition(string Query, byte[] Key, byte[] Name, byte[] Id)
{
    public static string Fingerprint(ListQuery query) =>
        Continuations.Fingerprint(query.Scope, query.Group, query.Label, query.Department, query.Sort, query.Descending);

    /// <summary>True with null where the query is a first one.</summary>
    public static bool TryRead(ListQuery query, out ListPosition? position)
    {
        position = null;
        return query.Continuation is null || (Continuations.TryRead(query.Continuation, out position) && position.Query == Fingerprint(query));
    }

    public static ListPosition Of(ListQuery query, ListingPosition last) => new(Fingerprint(query), last.OrderKey.ToArray(), last.SortKey.ToArray(), last.Key.ToArray());

    public ListingPosition InIndex() => new(Key, Name, Id);
}
