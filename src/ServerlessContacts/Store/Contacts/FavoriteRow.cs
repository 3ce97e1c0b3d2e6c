using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Store.Contacts;

/// <summary>The row that holds a member's star for a contact, in the member's partition.</summary>
public static class FavoriteRow
{
    public static RowKind Kind { get; } = new('f', "favorite", PartitionKind.Member) { Trace = Traces.Favorites, Departure = RowDeparture.Logged };

    public static string RowKey(ContactId contact) => Kind.Key(contact.ToString());
}
