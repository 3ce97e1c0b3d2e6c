using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Sync.Providers.Microsoft;
using ServerlessContacts.Sync.SignIn;

namespace ServerlessContacts.Sync.Webhooks;

/// <summary>
/// Keeps up the subscriptions of connections to Microsoft: made after the first run that went well, renewed before they end, replaced where they are gone. Without one a connection is
/// polled all the same, so that nothing here holds up a run.
/// </summary>
public sealed partial class Subscriptions(
    SubscriptionStore store, ConnectionStore connections, MicrosoftProvider microsoft, AccessTokens tokens, WebhookAddresses addresses, ISyncQueue queue, TimeProvider time,
    ILogger<Subscriptions> logger)
{
    /// <summary>Of the seven days that one lasts. Two are time enough for an outage to pass.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromDays(2);

    /// <summary>A connection is deleted whether or not the provider answers; what it tells us afterwards is dropped.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    /// <summary>Does what is to be done for the connection's subscription; called after each of its runs.</summary>
    public async Task TendAsync(ConnectionKey key, CancellationToken cancellationToken)
    {
        var connection = await connections.FindAsync(key, cancellationToken);
        if (connection is { Connection.Provider: not ProviderNames.Microsoft })
        {
            return;
        }

        var stored = await store.FindAsync(key, cancellationToken);
        if (connection is null)
        {
            await (stored is null ? Task.CompletedTask : store.RemoveAsync(key, stored, cancellationToken));
        }
        else if (addresses.AreKnown && IsInStep(connection))
        {
            await TendAsync(connection, stored, cancellationToken);
        }
    }

    /// <summary>Ends the subscription of a connection that is about to be deleted, as far as the provider answers.</summary>
    public async Task EndAsync(StoredConnection connection, CancellationToken cancellationToken)
    {
        if (connection.Connection.Provider != ProviderNames.Microsoft || await store.FindAsync(connection.Key, cancellationToken) is not { } stored)
        {
            return;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Farewell);
        try
        {
            await Graph(connection).DeleteAsync(stored.Subscription.Id, limit.Token);
        }
        catch (Exception left) when (left is ProviderException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            Log.Left(logger, connection.Key, left.Message);
        }

        await store.RemoveAsync(connection.Key, stored, cancellationToken);
    }

    private bool IsInStep(StoredConnection connection) =>
        connection is { Connection.Deleting: null, Standing.Status: ConnectionStatus.Synced } && !(connection.Standing.RetryAfter > time.GetUtcNow());

    private async Task TendAsync(StoredConnection connection, StoredSubscription? stored, CancellationToken cancellationToken)
    {
        try
        {
            var expires = await KeepAsync(connection, stored, cancellationToken);
            await RemindAsync(connection, expires - Margin, cancellationToken);
        }
        catch (ProviderException failed)
        {
            // Again after the next run.
            Log.Failed(logger, connection.Key, failed.Fault, failed.Message);
        }
    }

    /// <summary>When the subscription ends that there is now.</summary>
    private async Task<DateTimeOffset> KeepAsync(StoredConnection connection, StoredSubscription? stored, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (stored is not { Subscription: var subscription } || subscription.Wish == SubscriptionWish.Replace || subscription.Expires <= now)
        {
            return await CreateAsync(connection, stored, cancellationToken);
        }

        return subscription.Wish == SubscriptionWish.Renew || subscription.Expires - now < Margin
            ? await RenewAsync(connection, stored, cancellationToken)
            : subscription.Expires;
    }

    private async Task<DateTimeOffset> CreateAsync(StoredConnection connection, StoredSubscription? stored, CancellationToken cancellationToken)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var graph = Graph(connection);
        var made = await graph.CreateAsync(addresses.Microsoft(secret), time.GetUtcNow() + GraphSubscriptions.Longest, cancellationToken);
        var next = new Subscription(made.Id, Subscription.Hash(secret), made.Expires) { HasMissed = stored?.Subscription.HasMissed ?? false };
        if (!await store.SaveAsync(connection.Key, stored, next, cancellationToken))
        {
            // Another instance was faster.
            await graph.DeleteAsync(made.Id, cancellationToken);
            return made.Expires;
        }

        if (await connections.FindAsync(connection.Key, cancellationToken) is not { Connection.Deleting: null })
        {
            // It was deleted meanwhile, by somebody who did not know of this one.
            await EndAsync(connection, cancellationToken);
            return made.Expires;
        }

        // Nobody told of what changed between the run and now.
        await queue.SendAsync(connection.Key.Message(), TimeSpan.Zero, cancellationToken);
        Log.Made(logger, connection.Key);
        return made.Expires;
    }

    private async Task<DateTimeOffset> RenewAsync(StoredConnection connection, StoredSubscription stored, CancellationToken cancellationToken)
    {
        try
        {
            var renewed = await Graph(connection).RenewAsync(stored.Subscription.Id, time.GetUtcNow() + GraphSubscriptions.Longest, cancellationToken);
            // Where a notification was noted meanwhile, the next run sees to it.
            await store.SaveAsync(connection.Key, stored, stored.Subscription with { Expires = renewed.Expires, Wish = SubscriptionWish.None }, cancellationToken);
            return renewed.Expires;
        }
        catch (ProviderException gone) when (gone.Fault == ProviderFault.Gone)
        {
            return await CreateAsync(connection, stored, cancellationToken);
        }
    }

    /// <summary>However seldom the connection is polled, it is due in time for the renewal.</summary>
    private async Task RemindAsync(StoredConnection connection, DateTimeOffset latest, CancellationToken cancellationToken)
    {
        if (connection.Standing.Due > latest)
        {
            await connections.ChangeStandingAsync(connection.Key, now => now.Standing.Due > latest ? now.Standing with { Due = latest } : null, cancellationToken);
        }
    }

    private GraphSubscriptions Graph(StoredConnection connection) => microsoft.Subscriptions(tokens.For(connection));

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
