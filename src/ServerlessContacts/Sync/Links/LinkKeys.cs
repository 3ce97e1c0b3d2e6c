using System.Globalization;
using ServerlessContacts.Store;

namespace ServerlessContacts.Sync.Links;

/// <summary>The row keys of one connection's links, and the names that follow from ids.</summary>
public readonly record struct LinkKeys(string Connection)
{
    public string Link(string contact) => RowKeys.Of(RowKeys.Link, $"{Connection}~{contact}");

    public string Remote(string remoteId) => RowKeys.Of(RowKeys.RemoteId, $"{Connection}~{RowKeys.Hash(remoteId)}");

    /// <summary>The unique part of the id of the contact that an item makes: the same for the same item, however often it comes.</summary>
    public string ContactOf(string remoteId) => RowKeys.Hash($"{Connection}\n{remoteId}");

    /// <summary>The key that a create carries at the provider.</summary>
    public string ClientKey(string contact, int create) => string.Create(CultureInfo.InvariantCulture, $"{Connection}.{contact}.{create}");

    /// <summary>The contact that a key was made for; null where it is none of this connection's.</summary>
    public string? ContactOfKey(string? clientKey) =>
        clientKey?.Split('.') is [var connection, var contact, _] && string.Equals(connection, Connection, StringComparison.Ordinal) ? contact : null;
}
