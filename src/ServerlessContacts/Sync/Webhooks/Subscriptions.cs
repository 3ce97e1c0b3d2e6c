using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Sync.SignIn;

namespace ServerlessContacts.Sync.Webhooks;

/// <summary>
/// Keeps up the subscriptions of connections to providers that tell of changes: made before the first run, renewed before they end, replaced where they are
/// gone. All of it happens before the listing of a run: what changes from then on is told, what changed before is listed, so a new
/// subscription needs no run of its own. Without one a connection is polled all the same, so that nothing here holds up a run.
/// </summary>
public sealed partial class Subscriptions(
    SubscriptionStore store,
    ConnectionStore connections,
    ProviderCatalog providers,
    AccessTokens tokens,
    WebhookAddresses addresses,
    TimeProvider time,
    ILogger<Subscriptions> logger)
{
    /// <summary>Of the seven days that one lasts. Two are time enough for an outage to pass.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromDays(2);

    /// <summary>A connection is deleted whether or not the provider answers; what it tells us afterwards is dropped.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    /// <summary>Does what is to be done for the connection's subscription; called before each of its runs.</summary>
    /// <param name="key">Of the connection.</param>
    /// <param name="isAskedFor">Whether somebody asked for the run: that of a connection that has not run yet is its start.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task TendAsync(ConnectionKey key, bool isAskedFor, CancellationToken cancellationToken)
    {
        if (addresses.AreKnown
            && await connections.FindAsync(key, cancellationToken) is { } connection
            && NotificationsOf(connection) is not null
            && IsInStep(connection, isAskedFor))
        {
            await TendAsync(connection, await store.FindAsync(key, cancellationToken), cancellationToken);
        }
    }

    /// <summary>However seldom the connection is polled, it is due in time for the renewal; called after each of its runs.</summary>
    public async Task RemindAsync(ConnectionKey key, CancellationToken cancellationToken)
    {
        var connection = await connections.FindAsync(key, cancellationToken);
        if ((connection is not null && NotificationsOf(connection) is null)
            || await store.FindAsync(key, cancellationToken) is not { } stored)
        {
            return;
        }

        var latest = stored.Subscription.Expires - Margin;
        if (connection is null)
        {
            await store.RemoveAsync(key, stored, cancellationToken);
        }
        else if (connection.Standing.Due > latest)
        {
            ConnectionStanding? Earlier(StoredConnection now) => now.Standing.Due > latest ? now.Standing with { Due = latest } : null;
            await connections.ChangeStandingAsync(key, Earlier, cancellationToken);
        }
    }

    /// <summary>Ends the subscription of a connection that is about to be deleted, as far as the provider answers.</summary>
    public async Task EndAsync(StoredConnection connection, CancellationToken cancellationToken)
    {
        if (NotificationsOf(connection) is not { } notifications || await store.FindAsync(connection.Key, cancellationToken) is not { } stored)
        {
            return;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Farewell);
        try
        {
            await notifications.DeleteAsync(tokens.For(connection), stored.Subscription.Id, limit.Token);
        }
        catch (Exception left) when (left is ProviderException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            Log.Left(logger, connection.Key, left.Message);
        }

        await store.RemoveAsync(connection.Key, stored, cancellationToken);
    }

    private bool IsInStep(StoredConnection connection, bool isAskedFor) =>
        connection.Connection.Deleting is null && !(connection.Standing.RetryAfter > time.GetUtcNow())
        && (connection.Standing.Status is ConnectionStatus.Synced or ConnectionStatus.Syncing
            || (connection.Standing.Status == ConnectionStatus.Ready && isAskedFor));

    private async Task TendAsync(StoredConnection connection, StoredSubscription? stored, CancellationToken cancellationToken)
    {
        try
        {
            await KeepAsync(connection, stored, cancellationToken);
        }
        catch (ProviderException failed)
        {
            // Again before the next run.
            Log.Failed(logger, connection.Key, failed.Fault, failed.Message);
        }
    }

    private Task KeepAsync(StoredConnection connection, StoredSubscription? stored, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return stored is not { Subscription: var subscription } || subscription.Wish == SubscriptionWish.Replace
            || subscription.Expires <= now
            ? CreateAsync(connection, stored, cancellationToken)
            : subscription.Wish == SubscriptionWish.Renew || subscription.Expires - now < Margin
                ? RenewAsync(connection, stored, cancellationToken)
                : Task.CompletedTask;
    }

    private async Task CreateAsync(StoredConnection connection, StoredSubscription? stored, CancellationToken cancellationToken)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var (notifications, token) = (NotificationsOf(connection)!, tokens.For(connection));
        var subscriber = addresses.For(connection.Connection.Provider, secret);
        var made = await notifications.CreateAsync(token, subscriber, time.GetUtcNow() + notifications.Longest, cancellationToken);
        var next = new Subscription(made.Id, Subscription.Hash(secret), made.Expires) { HasMissed = stored?.Subscription.HasMissed ?? false };
        if (!await store.SaveAsync(connection.Key, stored, next, cancellationToken))
        {
            // Another instance was faster.
            await notifications.DeleteAsync(token, made.Id, cancellationToken);
        }
        else if (await connections.FindAsync(connection.Key, cancellationToken) is not { Connection.Deleting: null })
        {
            // It was deleted meanwhile, by somebody who did not know of this one.
            await EndAsync(connection, cancellationToken);
        }
        else
        {
            Log.Made(logger, connection.Key);
        }
    }

    private async Task RenewAsync(StoredConnection connection, StoredSubscription stored, CancellationToken cancellationToken)
    {
        try
        {
            var notifications = NotificationsOf(connection)!;
            var latest = time.GetUtcNow() + notifications.Longest;
            var renewed = await notifications.RenewAsync(tokens.For(connection), stored.Subscription.Id, latest, cancellationToken);
            // Where a notification was noted meanwhile, the next run sees to it.
            await store.SaveAsync(connection.Key, stored, stored.Subscription with { Expires = renewed.Expires, Wish = SubscriptionWish.None }, cancellationToken);
        }
        catch (ProviderException gone) when (gone.Fault == ProviderFault.Gone)
        {
            await CreateAsync(connection, stored, cancellationToken);
        }
    }

    private INotifications? NotificationsOf(StoredConnection connection) =>
        providers.Find(connection.Connection.Provider)?.Notifications;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Connection {Connection} is told of changes")]
        public static partial void Made(ILogger logger, ConnectionKey connection);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The subscription of connection {Connection} could not be kept up: {Fault}, {Reason}")]
        public static partial void Failed(ILogger logger, ConnectionKey connection, ProviderFault fault, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "The subscription of the deleted connection {Connection} is left to run out: {Reason}")]
        public static partial void Left(ILogger logger, ConnectionKey connection, string reason);
    }
}
