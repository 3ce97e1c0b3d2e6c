using System.Globalization;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Sync.Links;

/// <summary>The row keys of one connection's links, and the names that follow from ids.</summary>
public readonly record struct LinkKeys(string Connection)
{
    /// <summary>From an item's id to the contact, where the contact's id does not follow from it.</summary>
    public static RowKind RemoteKind { get; } = new('j', "remote id", PartitionKind.Member);

    public string Link(string contact) => Sync.Links.Link.Kind.Key($"{Connection}~{contact}");

    public string Remote(string remoteId) => LinkKeys.RemoteKind.Key($"{Connection}~{RowKeys.Hash(remoteId)}");

    /// <summary>The unique part of the id of the contact that an item makes: the same for the same item, however often it comes.</summary>
    public string ContactOf(string remoteId) => RowKeys.Hash($"{Connection}\n{remoteId}");

    /// <summary>The key that a create carries at the provider.</summary>
    public string ClientKey(string contact, int create) => string.Create(CultureInfo.InvariantCulture, $"{Connection}.{contact}.{create}");

    /// <summary>The contact that a key was made for; null where it is none of this connection's.</summary>
    public string? ContactOfKey(string? clientKey) =>
        clientKey?.Split('.') is [var connection, var contact, _] && string.Equals(connection, Connection, StringComparison.Ordinal) ? contact : null;
}
