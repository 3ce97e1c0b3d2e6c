namespace ServerlessContacts.Search;

/// <summary>The order of a list: by a key, contacts without one last whatever the direction; then by name and id.</summary>
internal sealed class ListOrder(ListSort sort, bool descending) : IComparer<SearchDocument>
{
    public int Compare(SearchDocument? x, SearchDocument? y) =>
        Keys(x!.Keys.For(sort), y!.Keys.For(sort)) is var byKey and not 0 ? byKey : NameOrder.Instance.Compare(x, y);

    /// <summary>Whether the position lies before the document.</summary>
    public bool IsBefore(ListPosition position, SearchDocument document) =>
        (Keys(position.Key, document.Keys.For(sort)) is var byKey and not 0
            ? byKey
            : NameOrder.Compare(position.Name, position.Id, document.Keys.Name, document.Id)) < 0;

    private int Keys(string x, string y)
    {
        if (x.Length == 0 || y.Length == 0)
        {
            return (x.Length == 0).CompareTo(y.Length == 0);
        }

        return descending ? string.CompareOrdinal(y, x) : string.CompareOrdinal(x, y);
    }
}
