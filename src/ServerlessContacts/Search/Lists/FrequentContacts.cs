using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Search;

/// <summary>One page of the contacts that a member calls and writes to most. There are a few hundred at most, and their order changes with every call.</summary>
internal sealed class FrequentContacts(ListQuery query, int start, IndexListing listing, Seen seen)
{
    /// <summary>False where the query's continuation is none of these lists.</summary>
    public static bool TryReadStart(ListQuery query, out int start)
    {
        start = 0;
        if (query.Continuation is null)
        {
            return true;
        }

        var isRead = Continuations.TryRead<Position>(query.Continuation, out var position) && position.Query == Fingerprint(query) && position.Start >= 0;
        start = position?.Start ?? 0;
        return isRead;
    }

    public ListAnswer Answer()
    {
        var places = seen.Preferences.Frequent.Index().ToDictionary(entry => entry.Item, entry => entry.Index, StringComparer.Ordinal);
        var all = new ContactList(query with { PageSize = ListQuery.MaxPageSize, Continuation = null }, null, listing, seen).Among(places.Keys);
        List<ContactDocument> ordered = [.. all.OrderBy(contact => places[contact.Id.ToString()])];
        var end = start + query.PageSize;
        return new ListAnswer
        {
            Total = ordered.Count,
            Items = [.. ordered.Skip(start).Take(query.PageSize)],
            Continuation = end < ordered.Count ? Continuations.Write(new Position(Fingerprint(query), end)) : null,
            Version = seen.Version,
        };
    }

    private static string Fingerprint(ListQuery query) => Continuations.Fingerprint("frequent", ListPosition.Fingerprint(query));

    private sealed record Position(string Query, int Start);
}
