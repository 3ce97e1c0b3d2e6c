using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using ServerlessContacts.Store;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.SignIn;

/// <summary>
/// Access tokens of connections, fetched with their refresh tokens and kept in memory until shortly before they end. A refresh token that replaces another is
/// stored before the access token that came with it is used.
/// </summary>
public sealed partial class AccessTokens(
    ConnectionStore connections, SecretStore secrets, ProviderCatalog providers, TokenEndpoint endpoint, TimeProvider time, ILogger<AccessTokens> logger)
{
    /// <summary>Longer than a call that was begun with the token may take.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    /// <summary>Some 50 MB; one that falls out is fetched again.</summary>
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<ConnectionKey, Slot> slots = new();

    /// <summary>The connection's tokens, as its provider's account asks for them.</summary>
    public AccessToken For(StoredConnection connection) =>
        (refused, cancellationToken) => GetAsync(connection.Key, connection.Connection.Provider, refused, cancellationToken);

    /// <summary>What this instance knows of the connection's tokens; others forget theirs when they end or are refused.</summary>
    public void Forget(ConnectionKey key) => slots.TryRemove(key, out _);

    private async Task<string> GetAsync(ConnectionKey key, string provider, string? refused, CancellationToken cancellationToken)
    {
        var slot = SlotOf(key);
        if (slot.Good(refused, time.GetUtcNow()) is { } known)
        {
            return known;
        }

        await slot.Turn.WaitAsync(cancellationToken);
        try
        {
            return slot.Good(refused, time.GetUtcNow()) ?? slot.Keep(await FetchAsync(key, provider, cancellationToken), time.GetUtcNow());
        }
        finally
        {
            slot.Turn.Release();
        }
    }

    private Slot SlotOf(ConnectionKey key)
    {
        if (slots.Count >= Most)
        {
            slots.Clear();
        }

        return slots.GetOrAdd(key, _ => new Slot());
    }

    private async Task<TokenAnswer.Granted> FetchAsync(ConnectionKey key, string provider, CancellationToken cancellationToken)
    {
        var client = providers.FindSignIn(provider) ?? throw new ProviderException(ProviderFault.Unavailable, $"This service is not registered with {provider}.");
        string? used = null;
        for (var retry = Retry.OnConflict(key); (await secrets.FindAsync(key, cancellationToken)).Secrets.RefreshToken is { } token
            && token != used; retry.Again())
        {
            switch (await endpoint.RefreshAsync(client, token, cancellationToken))
            {
                case TokenAnswer.Granted granted:
                    await RotateAsync(key, token, granted.RefreshToken, cancellationToken);
                    return granted;
                case TokenAnswer.Unavailable unavailable:
                    Log.Unavailable(logger, key, provider, unavailable.Error);
                    throw Fault(unavailable);
            }

            // Another instance may have replaced it meanwhile; then the new one decides.
            used = token;
        }

        await RequireSignInAsync(key, cancellationToken);
        throw new ProviderException(ProviderFault.SignInNeeded, $"{provider} takes the member's consent no longer.");
    }

    /// <summary>Where somebody else has replaced the used token, theirs stays: the one before goes on beside it.</summary>
    private async Task RotateAsync(ConnectionKey key, string used, string? next, CancellationToken cancellationToken)
    {
        for (var retry = Retry.OnConflict(key); next is not null && next != used; retry.Again())
        {
            if (await secrets.FindAsync(key, cancellationToken) is not { Row: not null } stored || stored.Secrets.RefreshToken != used
                || await secrets.SaveAsync(key, stored, stored.Secrets with { RefreshToken = next }, cancellationToken) is not null)
            {
                return;
            }
        }
    }

    /// <summary>Nothing is planned any more until the member has signed in again.</summary>
    private async Task RequireSignInAsync(ConnectionKey key, CancellationToken cancellationToken)
    {
        var marked = await connections.ChangeStandingAsync(
            key,
            stored => stored.Connection.Deleting is null && stored.Standing.Status != ConnectionStatus.NeedsSignIn
                ? stored.Standing with { Status = ConnectionStatus.NeedsSignIn, Problem = ConnectionProblems.SignInNeeded, Due = null }
                : null,
            cancellationToken);
        if (marked is not null)
        {
            Log.SignInNeeded(logger, key);
        }
    }

    private static ProviderException Fault(TokenAnswer.Unavailable unavailable) => new(
        unavailable.IsThrottled ? ProviderFault.Throttled : ProviderFault.Unavailable, $"No access token: {unavailable.Error}.", unavailable.RetryAfter);

    /// <summary>A connection's token, and whose turn it is to fetch one.</summary>
    private sealed class Slot
    {
        private (string Token, DateTimeOffset Until)? known;

        public SemaphoreSlim Turn { get; } = new(1, 1);

        public string? Good(string? refused, DateTimeOffset now)
        {
            lock (Turn)
            {
                return known is { } there && there.Token != refused && now < there.Until ? there.Token : null;
            }
        }

        public string Keep(TokenAnswer.Granted granted, DateTimeOffset now)
        {
            var margin = Margin < granted.ExpiresIn / 2 ? Margin : granted.ExpiresIn / 2;
            lock (Turn)
            {
                known = (granted.AccessToken, now + granted.ExpiresIn - margin);
            }

            return granted.AccessToken;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Connection {Connection} gets no access token of {Provider}: {Error}")]
        public static partial void Unavailable(ILogger logger, ConnectionKey connection, string provider, string error);

        [LoggerMessage(Level = LogLevel.Information, Message = "The member of connection {Connection} has to sign in again")]
        public static partial void SignInNeeded(ILogger logger, ConnectionKey connection);
    }
}
