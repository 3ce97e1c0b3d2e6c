using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Search;

/// <summary>One page of a list over the indexes in scope.</summary>
internal sealed class ContactList(ListQuery query, ListPosition? after, IndexListing listing, Seen seen)
{
    private readonly DocumentOrder order = ListOrder.Of(query.Sort, query.Descending);

    public ListAnswer Answer()
    {
        var page = Page(query.Only is null ? null : [.. query.Only.Select(id => id.ToString())]);
        return new ListAnswer
        {
            Total = page.Total,
            Items = Items(page),
            Continuation = page.HasMore ? Continuations.Write(ListPosition.Of(query, page.Documents[^1].Position)) : null,
            Version = seen.Version,
        };
    }

    /// <summary>Those of the page that have one of the keys.</summary>
    public IReadOnlyList<ContactDocument> Among(IReadOnlyCollection<string> keys) => Items(Page(keys));

    private ListingPage Page(IReadOnlyCollection<string>? only) => listing.List(
        seen.Indexes,
        new ListingQuery
        {
            Conditions = Conditions.Of(query),
            Only = only,
            Admits = query.Scope is { } scope ? section => seen.Common.Sections[section].Scope == scope : static _ => true,
            Order = order,
            Limit = query.PageSize,
            After = after?.InIndex(),
        },
        seen.Viewer);

    private static IReadOnlyList<ContactDocument> Items(ListingPage page) =>
        [.. page.Documents.Select(document => DocumentPayload.Read(document.Position.Key.Span, document.Payload.Span))];
}
