using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Links;

namespace ServerlessContacts.Sync.Connections;

/// <summary>Whose connection it is, and which.</summary>
public readonly record struct ConnectionKey(TenantId Tenant, MemberId Owner, string Id)
{
    public Partition Partition => Partition.Member(Tenant, Owner);

    public SyncMessage Message(string? run = null) => new(Tenant.Value, Owner.Value, Id, run);

    /// <summary>For logs: names no person.</summary>
    public override string ToString() => $"{Tenant}/{Id}";
}

/// <summary>A connection as it was read, with its rows for the next write.</summary>
public sealed record StoredConnection(ConnectionKey Key, Connection Connection, ConnectionStanding Standing)
{
    public required StoredRow Row { get; init; }

    public required StoredRow StandingRow { get; init; }

    /// <summary>Where what ended connections of the same account knew is kept; null before anybody has signed in.</summary>
    internal PastKeys? Past => Standing.Account is { } account ? PastKeys.Of(Connection.Provider, account.Subject) : null;

    /// <summary>The entity tag to the outside: the sequence of the last change of the settings.</summary>
    public long Version => Row.Sequence;
}
