using ServerlessContacts.Search.Index;

namespace ServerlessContacts.Search;

/// <summary>The orders of lists: by a key, contacts without one last whatever the direction; then by name and id.</summary>
internal static class ListOrder
{
    private static readonly Dictionary<(ListSort Sort, bool Descending), DocumentOrder> Orders =
        Enum.GetValues<ListSort>().SelectMany(sort => new[] { (Sort: sort, Descending: false), (Sort: sort, Descending: true) })
            .ToDictionary(order => order, order => new DocumentOrder(KeyOf(order.Sort), order.Descending));

    public static DocumentOrder Of(ListSort sort, bool descending) => Orders[(sort, descending)];

    private static DocumentOrder.KeyReader KeyOf(ListSort sort) => sort switch
    {
        ListSort.Email => static (_, payload) => DocumentPayload.EmailOf(payload),
        ListSort.Department => static (_, payload) => DocumentPayload.DepartmentOf(payload),
        ListSort.Updated => static (_, payload) => DocumentPayload.UpdatedOf(payload),
        _ => static (sortKey, _) => sortKey,
    };
}
