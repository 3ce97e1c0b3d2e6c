using System.Globalization;
using System.Text.Json.Serialization;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Merging;

namespace ServerlessContacts.Sync.Running;

/// <summary>
/// Something for the owner to look at: a value that both sides changed, with the one that lost; a contact that was deleted on one side and kept on the other; or a label that got
/// another name on both sides.
/// </summary>
/// <param name="Contact">The contact's id; empty for a label.</param>
/// <param name="Field">Null for a deletion.</param>
/// <param name="Kept">Which value holds meanwhile; for a deletion, the side that is left.</param>
public sealed record Review(string Id, string Contact, string Name, string? Field, string? Ours, string? Theirs, Winner Kept)
{
    public required DateTimeOffset At { get; init; }

    public static RowKind Kind { get; } = new('e', "review", PartitionKind.Member) { Trace = Traces.SyncItems };

    /// <summary>The field of a review that is about a label as such, and about no contact.</summary>
    private const string LabelField = "label";

    /// <summary>Whether it is about a label as such.</summary>
    [JsonIgnore]
    public bool IsOfLabel => Contact.Length == 0;

    internal static Review OfConflict(ContactId contact, string name, FieldConflict conflict, DateTimeOffset at) =>
        new(IdOf(contact, conflict.Field, at), contact.ToString(), name, conflict.Field, conflict.Ours, conflict.Theirs, conflict.Winner) { At = at };

    internal static Review OfDeletion(ContactId contact, string name, Side gone, DateTimeOffset at) =>
        new(IdOf(contact, "", at), contact.ToString(), name, null, null, null, gone == Side.Here ? Winner.Theirs : Winner.Ours) { At = at };

    /// <summary>A group that got another name on both sides: the provider's holds.</summary>
    internal static Review OfRename(string before, string ours, string theirs, DateTimeOffset at) =>
        new(IdOf(before, LabelField, at), "", before, LabelField, ours, theirs, Winner.Theirs) { At = at };

    internal static string KeyOf(LinkKeys keys, string id) => Review.Kind.Key($"{keys.Connection}~{id}");

    internal Edit Insert(LinkKeys keys) => new(KeyOf(keys, Id), null, LinkJson.Write(this)) { IsLogged = false };

    /// <summary>Newest first; a repeat at the same moment is the same.</summary>
    private static string IdOf(ContactId contact, string field, DateTimeOffset at) => IdOf(contact.ToString(), field, at);

    private static string IdOf(string what, string field, DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"{long.MaxValue - at.UtcTicks:x16}{RowKeys.Hash($"{what}\n{field}")[..12]}");
}
