using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Store.Work;
using ServerlessContacts.Sync.SignIn;
using ServerlessContacts.Sync.Webhooks;

namespace ServerlessContacts.Sync.Connections;

/// <summary>What somebody wants to connect.</summary>
/// <param name="Account">The address to propose at the provider; null to let the member choose there.</param>
/// <param name="IdempotencyKey">The caller's own name for the request.</param>
public sealed record NewConnection(string Provider, string? Account, string Actor, string? IdempotencyKey)
{
    /// <summary>The longest e-mail address there is (RFC 5321).</summary>
    public const int MostAccount = 254;
}

/// <summary>Makes, shows, changes and deletes the connections of one member at a time. Who may is for the caller of this class to decide.</summary>
public sealed partial class Connections(
    ConnectionStore store, ConnectionQuota quota, Journal journal, SignIns signIns, SecretStore secrets, AccessTokens tokens, Subscriptions subscriptions, DueConnections due, IWorkQueue<SyncMessage> queue, TimeProvider time,
    ILogger<Connections> logger)
{
    /// <summary>The connection and the address where its owner signs in.</summary>
    public async Task<ConnectionResult> CreateAsync(TenantId tenant, MemberId owner, NewConnection request, CancellationToken cancellationToken)
    {
        if (Problem(request) is { } problem)
        {
            return new ConnectionResult.Invalid([problem]);
        }

        var connection = new Connection { Id = ConnectionId.New(), Provider = request.Provider, AskedAccount = request.Account, Created = time.GetUtcNow() };
        var key = new ConnectionKey(tenant, owner, connection.Id);
        if (!await journal.HasStoredAsync(key.Partition, OperationOf(request), cancellationToken) && await quota.TryTakeAsync(key, cancellationToken) is { } most)
        {
            return new ConnectionResult.QuotaReached(most);
        }

        var operation = OperationOf(request) with { Note = StoredJson.Write(new CreateNote(connection.Id, RequestHash(request))) };
        var committed = await journal.CommitAsync(
            Partition.Member(tenant, owner), operation, ConnectionStore.Add(connection, new ConnectionStanding()), cancellationToken);
        var note = StoredJson.Read<CreateNote>(committed.Note);
        if (note.Request != RequestHash(request))
        {
            return new ConnectionResult.KeyReused();
        }

        if (committed.Status == CommitStatus.Saved)
        {
            Log.Created(logger, tenant.Value, note.Connection, request.Provider);
        }

        return await BeginAsync(new ConnectionKey(tenant, owner, note.Connection), request.Actor, cancellationToken);
    }

    /// <summary>The connection and a new address where its owner signs in, at first or again.</summary>
    public async Task<ConnectionResult> BeginAsync(ConnectionKey key, string actor, CancellationToken cancellationToken) =>
        await FindAsync(key, cancellationToken) is not { } connection ? new ConnectionResult.NotFound()
        : await signIns.BeginAsync(connection, actor, cancellationToken) is { } address ? new ConnectionResult.Saved(connection, address)
        : new ConnectionResult.Unavailable();

    /// <summary>Ends a sign-in with what the provider's page sent back. What can be chosen at the provider is looked up from the queue, or comes with the run that is due.</summary>
    public async Task<ConnectionResult> AuthorizeAsync(ConnectionKey key, SignInAnswer answer, string actor, CancellationToken cancellationToken)
    {
        if (await FindAsync(key, cancellationToken) is not { } connection)
        {
            return new ConnectionResult.NotFound();
        }

        var result = await signIns.CompleteAsync(connection, answer, actor, cancellationToken);
        if (result is ConnectionResult.Saved { Connection.Standing: { Status: ConnectionStatus.Ready, Due: null } })
        {
            await queue.SendAsync(key.Message(), TimeSpan.Zero, cancellationToken);
        }

        return result;
    }

    /// <summary>Null where there is none, or it has been deleted.</summary>
    public async Task<StoredConnection?> FindAsync(ConnectionKey key, CancellationToken cancellationToken) =>
        await store.FindAsync(key, cancellationToken) is { Connection.Deleting: null } found ? found : null;

    /// <summary>The owner's connections, the newest first.</summary>
    public async Task<IReadOnlyList<StoredConnection>> AllAsync(TenantId tenant, MemberId owner, CancellationToken cancellationToken) =>
    [
        .. (await store.AllAsync(tenant, owner, cancellationToken).Where(stored => stored.Connection.Deleting is null).ToListAsync(cancellationToken))
            .OrderByDescending(stored => stored.Connection.Created).ThenBy(stored => stored.Key.Id, StringComparer.Ordinal),
    ];

    /// <summary>Applies a merge patch of the settings to the version that the caller saw; null for whichever there is.</summary>
    /// <param name="key">Which connection.</param>
    /// <param name="patch">The settings' part of the merge patch.</param>
    /// <param name="path">What stands before the names of its fields in problems.</param>
    /// <param name="version">The entity tag.</param>
    /// <param name="actor">Who patches.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ConnectionResult> PatchAsync(ConnectionKey key, JsonObject patch, string path, long? version, string actor, CancellationToken cancellationToken)
    {
        if (await FindAsync(key, cancellationToken) is not { } stored)
        {
            return new ConnectionResult.NotFound();
        }

        if (version is not null && stored.Version != version)
        {
            return new ConnectionResult.Stale();
        }

        var changes = new SettingsPatch(patch, path, [.. stored.Standing.AvailableGroups.Select(group => group.Id)]);
        var changed = stored.Connection with { Settings = changes.Apply(stored.Connection.Settings) };
        return changes.Problems.Count > 0
            ? new ConnectionResult.Invalid(changes.Problems)
            : await CommitAsync(stored, changed, actor, cancellationToken);
    }

    /// <summary>
    /// The connection is gone for everybody at once, and its secrets with it; what becomes of its contacts is done from the queue. Found among the due
    /// ones where the message is lost.
    /// </summary>
    public async Task<ConnectionResult> DeleteAsync(ConnectionKey key, RemainingContacts contacts, long? version, string actor, CancellationToken cancellationToken)
    {
        for (var retry = Retry.OnConflict(key); await FindAsync(key, cancellationToken) is { } stored; retry.Again())
        {
            if (version is not null && stored.Version != version)
            {
                return new ConnectionResult.Stale();
            }

            // While there still are tokens.
            await subscriptions.EndAsync(stored, cancellationToken);
            if (await TryDeleteAsync(stored, contacts, actor, cancellationToken))
            {
                // One that was made meanwhile; whoever makes one from now on sees that the connection is gone.
                await subscriptions.EndAsync(stored, cancellationToken);
                tokens.Forget(key);
                await quota.ReleaseAsync(key, cancellationToken);
                await queue.SendAsync(key.Message(), TimeSpan.Zero, cancellationToken);
                Log.Deleted(logger, key);
                return new ConnectionResult.Deleted();
            }
        }

        return new ConnectionResult.NotFound();
    }

    /// <summary>False where the connection or its secrets have changed since they were read.</summary>
    private async Task<bool> TryDeleteAsync(StoredConnection stored, RemainingContacts contacts, string actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await due.AddAsync(stored.Key, now, cancellationToken);
        var standing = stored.Standing with { Due = now };
        IReadOnlyList<Edit> edits =
        [
            ConnectionStore.Change(stored, stored.Connection with { Deleting = contacts }),
            new(stored.StandingRow.RowKey, stored.StandingRow, StoredJson.Write(standing)) { IsLogged = false },
            .. SecretStore.Forget(await secrets.FindAsync(stored.Key, cancellationToken)),
        ];
        return (await journal.CommitAsync(stored.Key.Partition, Operation.New(actor), edits, cancellationToken)).IsStored;
    }

    private async Task<ConnectionResult> CommitAsync(StoredConnection stored, Connection changed, string actor, CancellationToken cancellationToken)
    {
        var edit = ConnectionStore.Change(stored, changed);
        if (edit.After!.Value.Span.SequenceEqual(stored.Row.Data.Span))
        {
            return new ConnectionResult.Saved(stored);
        }

        var committed = await journal.CommitAsync(stored.Key.Partition, Operation.New(actor), [edit], cancellationToken);
        return committed.IsStored
            ? new ConnectionResult.Saved(stored with { Connection = changed, Row = stored.Row with { Sequence = committed.Sequence, Data = edit.After.Value } })
            : new ConnectionResult.Stale();
    }

    private FieldProblem? Problem(NewConnection request) =>
        !signIns.Providers.Contains(request.Provider, StringComparer.Ordinal)
            ? new FieldProblem("provider", "choice-invalid", $"Expected one of {string.Join(", ", signIns.Providers)}.")
        : !signIns.Offers(request.Provider)
            ? new FieldProblem("provider", "provider-not-offered", "This service is not registered with the provider.")
        : request.Account is { Length: 0 or > NewConnection.MostAccount } || request.Account?.Any(char.IsControl) == true
            ? new FieldProblem("account", "account-invalid", $"Expected an e-mail address or sign-in name of at most {NewConnection.MostAccount} characters.")
            : null;

    private static Operation OperationOf(NewConnection request) => request.IdempotencyKey is { } key
        ? new Operation(RowKeys.Hash($"create-connection\n{request.Actor}\n{key}"), request.Actor, request.Actor)
        : Operation.New(request.Actor);

    private static string RequestHash(NewConnection request) => RowKeys.Hash($"{request.Provider}\n{request.Account}");

    private sealed record CreateNote(string Connection, string Request);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Connection {Connection} of tenant {Tenant} to {Provider} is made")]
        public static partial void Created(ILogger logger, string tenant, string connection, string provider);

        [LoggerMessage(Level = LogLevel.Information, Message = "Connection {Connection} is deleted")]
        public static partial void Deleted(ILogger logger, ConnectionKey connection);
    }
}
