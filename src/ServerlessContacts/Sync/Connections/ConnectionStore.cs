using System.Runtime.CompilerServices;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Sync.Connections;

/// <summary>
/// The rows of connections in their owner's partition. What the owner decides goes through the journal and is in its log; how a connection stands is a row
/// beside it that is in no log.
/// </summary>
public sealed class ConnectionStore(ITable table, Journal journal, DueConnections due)
{
    /// <summary>No id holds a <c>~</c>, so a connection's standing comes right after it.</summary>
    private const string StandingSuffix = "~standing";

    private readonly PlainRows rows = new(table);

    /// <summary>The connection, also one that is being deleted; null where there is none.</summary>
    public async Task<StoredConnection?> FindAsync(ConnectionKey key, CancellationToken cancellationToken)
    {
        if (!ConnectionId.IsId(key.Id))
        {
            return null;
        }

        var found = await journal.RowsAsync(key.Partition, Connection.Kind, cancellationToken, key.Id, key.Id + StandingSuffix)
            .ToListAsync(cancellationToken);
        return found is [var row, var standing] ? Read(key.Tenant, key.Owner, row, standing) : null;
    }

    /// <summary>The owner's connections in the order of their ids, also those that are being deleted.</summary>
    public async IAsyncEnumerable<StoredConnection> AllAsync(TenantId tenant, MemberId owner, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        StoredRow? before = null;
        await foreach (var row in journal.RowsAsync(Partition.Member(tenant, owner), Connection.Kind, cancellationToken))
        {
            if (before is not null && row.RowKey == before.RowKey + StandingSuffix)
            {
                yield return Read(tenant, owner, before, row);
            }

            before = row;
        }
    }

    /// <summary>The edits that store a new connection; the first of them is in the log.</summary>
    public static IReadOnlyList<Edit> Add(Connection connection, ConnectionStanding standing) =>
    [
        new(RowOf(connection.Id), null, StoredJson.Write(connection)),
        new(StandingOf(connection.Id), null, StoredJson.Write(standing)) { IsLogged = false },
    ];

    public static Edit Change(StoredConnection stored, Connection connection) =>
        new(stored.Row.RowKey, stored.Row, StoredJson.Write(connection));

    /// <summary>The edits that end a connection for good, once nothing is left to do for it.</summary>
    public static IReadOnlyList<Edit> Remove(StoredConnection stored) =>
    [
        new(stored.Row.RowKey, stored.Row, null),
        new(stored.StandingRow.RowKey, stored.StandingRow, null) { IsLogged = false },
    ];

    /// <summary>The connection with its new standing, its place among the due ones moved along; null where somebody else has changed the standing since it was read.</summary>
    public async Task<StoredConnection?> SaveAsync(StoredConnection stored, ConnectionStanding standing, CancellationToken cancellationToken)
    {
        var (before, after) = (stored.Standing.Due, standing.Due);
        if (after is { } next && after != before)
        {
            await due.AddAsync(stored.Key, next, cancellationToken);
        }

        if (await rows.ReplaceAsync(
            stored.Key.Partition.Key, stored.StandingRow, StoredJson.Write(standing), cancellationToken) is not { } row)
        {
            return null;
        }

        if (before is { } last && after != before)
        {
            await due.ForgetAsync(stored.Key, last, cancellationToken);
        }

        return stored with { Standing = standing, StandingRow = row };
    }

    /// <summary>As <see cref="SaveAsync"/>, from whatever the standing is by then; null where the connection is gone or the change leaves it as it is.</summary>
    public async Task<StoredConnection?> ChangeStandingAsync(
        ConnectionKey key, Func<StoredConnection, ConnectionStanding?> change, CancellationToken cancellationToken)
    {
        for (var retry = Retry.OnConflict(key); ; retry.Again())
        {
            if (await FindAsync(key, cancellationToken) is not { } stored || change(stored) is not { } standing)
            {
                return null;
            }

            if (await SaveAsync(stored, standing, cancellationToken) is { } saved)
            {
                Tell(stored, standing);
                return saved;
            }
        }
    }

    private static void Tell(StoredConnection before, ConnectionStanding after)
    {
        if (after.Status == ConnectionStatus.NeedsSignIn && before.Standing.Status != ConnectionStatus.NeedsSignIn)
        {
            SyncTelemetry.SignedOut(before.Connection.Provider);
        }
    }

    private static StoredConnection Read(TenantId tenant, MemberId owner, StoredRow row, StoredRow standing) =>
        new(new ConnectionKey(tenant, owner, RowKeys.NameOf(row.RowKey)), StoredJson.Read<Connection>(row.Data),
            StoredJson.Read<ConnectionStanding>(standing.Data))
        {
            Row = row,
            StandingRow = standing,
        };

    private static string RowOf(string id) => Connection.Kind.Key(id);

    private static string StandingOf(string id) => RowOf(id) + StandingSuffix;
}
