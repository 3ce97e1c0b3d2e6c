namespace ServerlessContacts.Search;

/// <summary>The first few of many in an order, and how many there were.</summary>
internal sealed class BestOf<T>(int limit, IComparer<T> order)
{
    private readonly PriorityQueue<T, T> worstFirst = new(Comparer<T>.Create((x, y) => order.Compare(y, x)));

    public int Offered { get; private set; }

    public bool HasMore => Offered > limit;

    /// <summary>False where the item is too late; so is all that follows it in the order.</summary>
    public bool Offer(T item)
    {
        Offered++;
        if (worstFirst.Count < limit)
        {
            worstFirst.Enqueue(item, item);
            return true;
        }

        if (order.Compare(item, worstFirst.Peek()) > 0)
        {
            return false;
        }

        worstFirst.DequeueEnqueue(item, item);
        return true;
    }

    public IReadOnlyList<T> Sorted() => [.. worstFirst.UnorderedItems.Select(item => item.Element).Order(order)];
}
