namespace ServerlessContacts.Search;

/// <summary>
/// An immutable sorted array. A batch of changes makes the next one by one copy of references, which for tens of thousands of entries is
/// a matter of microseconds; no two entries compare as equal.
/// </summary>
internal sealed class SortedEntries<T>
{
    private readonly T[] entries;
    private readonly IComparer<T> order;

    private SortedEntries(T[] entries, IComparer<T> order) => (this.entries, this.order) = (entries, order);

    public ReadOnlySpan<T> Span => entries;

    public static SortedEntries<T> Of(IEnumerable<T> entries, IComparer<T> order)
    {
        T[] sorted = [.. entries];
        Array.Sort(sorted, order);
        return new SortedEntries<T>(sorted, order);
    }

    /// <summary>The entries without those removed, which are there, and with those added, which are not.</summary>
    public SortedEntries<T> With(IEnumerable<T> removed, IEnumerable<T> added)
    {
        T[] gone = [.. removed];
        T[] fresh = [.. added];
        Array.Sort(gone, order);
        Array.Sort(fresh, order);
        return new SortedEntries<T>(Merge(gone, fresh), order);
    }

    private T[] Merge(T[] gone, T[] fresh)
    {
        var merged = new Copy(entries, entries.Length - gone.Length + fresh.Length, order);
        var (nextGone, nextFresh) = (0, 0);
        while (nextGone < gone.Length || nextFresh < fresh.Length)
        {
            if (nextFresh == fresh.Length || (nextGone < gone.Length && order.Compare(gone[nextGone], fresh[nextFresh]) <= 0))
            {
                merged.LeaveOut(gone[nextGone++]);
            }
            else
            {
                merged.Insert(fresh[nextFresh++]);
            }
        }

        return merged.Finish();
    }

    /// <summary>Copies the old array piece by piece into the new one.</summary>
    private ref struct Copy(T[] old, int length, IComparer<T> order)
    {
        private readonly T[] copy = new T[length];
        private int from;
        private int to;

        public void LeaveOut(T entry)
        {
            CopyUpTo(Array.BinarySearch(old, from, old.Length - from, entry, order));
            from++;
        }

        public void Insert(T entry)
        {
            CopyUpTo(~Array.BinarySearch(old, from, old.Length - from, entry, order));
            copy[to++] = entry;
        }

        public T[] Finish()
        {
            CopyUpTo(old.Length);
            return copy;
        }

        private void CopyUpTo(int end)
        {
            Array.Copy(old, from, copy, to, end - from);
            to += end - from;
            from = end;
        }
    }
}
