using ServerlessContacts.Store.Following;

namespace ServerlessContacts.Search;

/// <summary>One page of a list over the snapshots in sight.</summary>
internal sealed class ContactList
{
    private readonly ListQuery query;
    private readonly ListPosition? after;
    private readonly DocumentFilter filter;
    private readonly ListOrder order;
    private readonly BestOf<SearchDocument> page;
    private int total;

    public ContactList(ListQuery query, ListPosition? after)
    {
        (this.query, this.after) = (query, after);
        filter = DocumentFilter.Of(query);
        order = new ListOrder(query.Sort, query.Descending);
        page = new BestOf<SearchDocument>(query.PageSize, order);
    }

    public void Scan(PartitionSnapshot snapshot)
    {
        foreach (var document in snapshot.ByName.Span)
        {
            if (filter.Admits(document))
            {
                total++;
                if (after is null || order.IsBefore(after, document))
                {
                    page.Offer(document);
                }
            }
        }
    }

    public ListAnswer Answer(Positions version)
    {
        var items = page.Sorted();
        return new ListAnswer
        {
            Total = total,
            Items = [.. items.Select(item => item.Shown)],
            Continuation = page.HasMore ? Continuations.Write(ListPosition.Of(query, items[^1])) : null,
            Version = version,
        };
    }
}
