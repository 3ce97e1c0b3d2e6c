using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Sync.Links;

/// <summary>A contact that an ended connection of the account had linked with an item.</summary>
/// <param name="Contact">The unique part of its id.</param>
/// <param name="Rows">One for each name under which the item may come again; they say the same.</param>
internal sealed record PastMember(string Contact, IReadOnlyList<(StoredRow Row, PastItem Past)> Rows)
{
    public PastItem Latest => Rows[0].Past;

    /// <summary>The edits that remember what has become of it.</summary>
    public IEnumerable<Edit> Edits(Func<PastItem, PastItem> change) =>
        Rows.Select(one => new Edit(one.Row.RowKey, one.Row, LinkJson.Write(change(one.Past))) { IsLogged = false });
}
