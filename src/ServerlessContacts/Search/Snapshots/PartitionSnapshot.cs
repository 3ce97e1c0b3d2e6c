using ServerlessContacts.Store;

namespace ServerlessContacts.Search;

/// <summary>The contacts of one partition at one moment, in the orders that queries need. Immutable.</summary>
internal sealed class PartitionSnapshot
{
    private readonly SortedEntries<SearchDocument> byId;

    private PartitionSnapshot(
        Partition partition, SortedEntries<SearchDocument> byId, SortedEntries<SearchDocument> byName, SortedEntries<PhoneEntry> phones, long bytes)
    {
        this.byId = byId;
        (Partition, ByName, Phones, Bytes) = (partition, byName, phones, bytes);
    }

    public Partition Partition { get; }

    public SortedEntries<SearchDocument> ByName { get; }

    public SortedEntries<PhoneEntry> Phones { get; }

    /// <summary>What it takes in memory, by estimate.</summary>
    public long Bytes { get; }

    public static PartitionSnapshot Of(Partition partition, IReadOnlyList<SearchDocument> documents) => new(
        partition,
        SortedEntries<SearchDocument>.Of(documents, IdOrder.Instance),
        SortedEntries<SearchDocument>.Of(documents, NameOrder.Instance),
        SortedEntries<PhoneEntry>.Of(documents.SelectMany(document => document.PhoneEntries), Comparer<PhoneEntry>.Default),
        documents.Sum(document => (long)document.Bytes));

    /// <summary>The contact whose id ends so, or null.</summary>
    public SearchDocument? Find(string unique)
    {
        var at = byId.Span.BinarySearch(new UniquePart(unique));
        return at < 0 ? null : byId.Span[at];
    }

    /// <summary>The next moment: without some contacts that are there, with others that are not, a changed one being both.</summary>
    public PartitionSnapshot With(IReadOnlyList<SearchDocument> removed, IReadOnlyList<SearchDocument> added) => new(
        Partition,
        byId.With(removed, added),
        ByName.With(removed, added),
        Phones.With(removed.SelectMany(document => document.PhoneEntries), added.SelectMany(document => document.PhoneEntries)),
        Bytes - removed.Sum(document => (long)document.Bytes) + added.Sum(document => (long)document.Bytes));

    /// <summary>Within a partition the places of all ids are the same.</summary>
    private readonly record struct UniquePart(string Unique) : IComparable<SearchDocument>
    {
        public int CompareTo(SearchDocument? other) => string.CompareOrdinal(Unique, other!.Id.Unique);
    }
}
