using System.Globalization;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Merging;

namespace ServerlessContacts.Sync.Running;

/// <summary>
/// Something for the owner to look at: a value that both sides changed, with the one that lost; or a contact that was deleted on one side and kept on the other.
/// </summary>
/// <param name="Contact">The contact's id.</param>
/// <param name="Field">Null for a deletion.</param>
/// <param name="Kept">Which value holds meanwhile; for a deletion, the side that is left.</param>
public sealed record Review(string Id, string Contact, string Name, string? Field, string? Ours, string? Theirs, Winner Kept, DateTimeOffset At)
{
    internal static Review OfConflict(ContactId contact, string name, FieldConflict conflict, DateTimeOffset at) =>
        new(IdOf(contact, conflict.Field, at), contact.ToString(), name, conflict.Field, conflict.Ours, conflict.Theirs, conflict.Winner, at);

    internal static Review OfDeletion(ContactId contact, string name, Side gone, DateTimeOffset at) =>
        new(IdOf(contact, "", at), contact.ToString(), name, null, null, null, gone == Side.Here ? Winner.Theirs : Winner.Ours, at);

    internal static string KeyOf(LinkKeys keys, string id) => RowKeys.Of(RowKeys.Review, $"{keys.Connection}~{id}");

    internal Edit Insert(LinkKeys keys) => new(KeyOf(keys, Id), null, LinkJson.Write(this)) { IsLogged = false };

    /// <summary>Newest first; a repeat at the same moment is the same.</summary>
    private static string IdOf(ContactId contact, string field, DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"{long.MaxValue - at.UtcTicks:x16}{RowKeys.Hash($"{contact}\n{field}")[..12]}");
}
