using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using ServerlessContacts.Store;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.SignIn;

/// <summary>What the provider's page sent back to the member: a code, or the reason why there is none.</summary>
/// <param name="IdempotencyKey">The caller's own name for the request.</param>
public sealed record SignInAnswer(string State, string? Code, string? Error, string? IdempotencyKey)
{
    public override string ToString() => nameof(SignInAnswer);
}

/// <summary>
/// Signing in at a provider, from the address of its consent page to the stored refresh token. A state is good for one answer, within ten minutes, by the member
/// who began, for the connection they began it for.
/// </summary>
public sealed partial class SignIns(
    ConnectionStore connections, SecretStore secrets, ProviderCatalog providers, TokenEndpoint endpoint, AccessTokens tokens, TimeProvider time, ILogger<SignIns> logger)
{
    /// <summary>As long as providers' codes live.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>The names of all providers, offered here or not.</summary>
    public IEnumerable<string> Providers => providers.Names;

    public bool Offers(string provider) => providers.FindSignIn(provider) is not null;

    /// <summary>The address of the consent page. A sign-in that was begun before and not ended is worth nothing any more. Null where the provider is not offered.</summary>
    public async Task<string?> BeginAsync(StoredConnection connection, string actor, CancellationToken cancellationToken)
    {
        if (providers.FindSignIn(connection.Connection.Provider) is not { } client || providers.RedirectUri is not { } redirect)
        {
            return null;
        }

        var drawn = SignInSecrets.New();
        var pending = new PendingSignIn(SignInSecrets.Hash(drawn.State), drawn.Verifier, actor, time.GetUtcNow() + Patience);
        await ChangeAsync(connection.Key, stored => stored.Secrets with { Pending = pending }, cancellationToken);
        return AuthorizeAddress.Of(client, redirect, drawn, connection.Connection.AskedAccount);
    }

    /// <summary>Ends the sign-in that the answer belongs to.</summary>
    public async Task<ConnectionResult> CompleteAsync(StoredConnection connection, SignInAnswer answer, string actor, CancellationToken cancellationToken)
    {
        var stored = await secrets.FindAsync(connection.Key, cancellationToken);
        if (!IsFor(stored.Secrets.Pending, answer.State, actor))
        {
            return IsRepeat(stored.Secrets, answer) ? new ConnectionResult.Saved(connection) : new ConnectionResult.Refused(ConnectionProblems.StateInvalid);
        }

        // The state is used up before anything is done with it: of two answers at once, one loses here.
        var pending = stored.Secrets.Pending!;
        if (await secrets.SaveAsync(connection.Key, stored, stored.Secrets with { Pending = null }, cancellationToken) is null)
        {
            return new ConnectionResult.Refused(ConnectionProblems.StateInvalid);
        }

        return answer.Code is { } code
            ? await ExchangeAsync(connection, code, pending, answer, cancellationToken)
            : await RefuseAsync(connection, answer.Error == "access_denied" ? ConnectionProblems.ConsentDenied : ConnectionProblems.SignInFailed, cancellationToken);
    }

    private bool IsFor(PendingSignIn? pending, string state, string actor) =>
        pending is not null && pending.Actor == actor && time.GetUtcNow() < pending.Expires && IsEqual(pending.StateHash, SignInSecrets.Hash(state));

    private static bool IsRepeat(ConnectionSecrets stored, SignInAnswer answer) =>
        stored.CompletedBy is { } by && NameOf(answer) is { } name && IsEqual(by, name);

    private static string? NameOf(SignInAnswer answer) =>
        answer.IdempotencyKey is { } key ? SignInSecrets.Hash($"{key}\n{answer.State}\n{answer.Code}") : null;

    private static bool IsEqual(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one), Encoding.ASCII.GetBytes(other));

    private async Task<ConnectionResult> ExchangeAsync(
        StoredConnection connection, string code, PendingSignIn pending, SignInAnswer answer, CancellationToken cancellationToken)
    {
        if (providers.FindSignIn(connection.Connection.Provider) is not { } client)
        {
            return new ConnectionResult.Unavailable();
        }

        switch (await endpoint.ExchangeAsync(client, providers.RedirectUri!, code, pending.Verifier, cancellationToken))
        {
            case TokenAnswer.Granted granted:
                return await GrantedAsync(connection, client, granted, NameOf(answer), cancellationToken);
            case TokenAnswer.SignInNeeded refused:
                Log.Refused(logger, connection.Key, client.Provider, refused.Error);
                return await RefuseAsync(connection, ConnectionProblems.CodeRefused, cancellationToken);
            case TokenAnswer.Unavailable unavailable:
                Log.Unavailable(logger, connection.Key, client.Provider, unavailable.Error);
                break;
        }

        return new ConnectionResult.Unavailable();
    }

    private async Task<ConnectionResult> GrantedAsync(
        StoredConnection connection, OAuthSignIn client, TokenAnswer.Granted granted, string? name, CancellationToken cancellationToken)
    {
        if (granted.RefreshToken is not { } refreshToken || !Covers(granted.Scope, client.ContactScope) || AccountIdentity.Read(granted.IdToken, client.ClientId) is not { } account)
        {
            return await RefuseAsync(connection, ConnectionProblems.ConsentIncomplete, cancellationToken);
        }

        if (connection.Standing.Account is { } before && before.Subject != account.Subject)
        {
            return await RefuseAsync(connection, ConnectionProblems.AccountDiffers, cancellationToken);
        }

        return await OtherOfAsync(connection, account, cancellationToken) is { } other
            ? await RefuseAsync(connection, ConnectionProblems.AccountConnected(other.Key), cancellationToken)
            : await StoreAsync(connection.Key, account, refreshToken, name, cancellationToken);
    }

    /// <summary>Of what was asked for, people may grant a part. Microsoft leaves out the host of its own scopes now and then.</summary>
    private static bool Covers(string? granted, string needed) => granted is null || granted.Split(' ').Any(scope =>
        scope.Equals(needed, StringComparison.OrdinalIgnoreCase) || (!scope.Contains('/', StringComparison.Ordinal) && needed.EndsWith($"/{scope}", StringComparison.OrdinalIgnoreCase)));

    /// <summary>The connection that has the account already: the same account twice would bring everything in twice.</summary>
    private async Task<StoredConnection?> OtherOfAsync(StoredConnection connection, ConnectedAccount account, CancellationToken cancellationToken) =>
        await connections.AllAsync(connection.Key.Tenant, connection.Key.Owner, cancellationToken).FirstOrDefaultAsync(
            other => other.Key != connection.Key && other.Connection.Deleting is null && other.Connection.Provider == connection.Connection.Provider
                && other.Standing.Account?.Subject == account.Subject,
            cancellationToken);

    /// <summary>Writes what the change makes of the secrets as they are by then; false where it makes nothing of them.</summary>
    private async Task<bool> ChangeAsync(
        ConnectionKey key, Func<StoredSecrets, ConnectionSecrets?> change, CancellationToken cancellationToken)
    {
        for (var retry = Retry.OnConflict(key); ; retry.Again())
        {
            var stored = await secrets.FindAsync(key, cancellationToken);
            if (change(stored) is not { } changed)
            {
                return false;
            }

            if (await secrets.SaveAsync(key, stored, changed, cancellationToken) is not null)
            {
                return true;
            }
        }
    }

    private async Task<ConnectionResult> StoreAsync(
        ConnectionKey key, ConnectedAccount account, string refreshToken, string? name, CancellationToken cancellationToken)
    {
        ConnectionSecrets? Completed(StoredSecrets stored) =>
            stored.Row is null ? null : stored.Secrets with { RefreshToken = refreshToken, CompletedBy = name };
        if (!await ChangeAsync(key, Completed, cancellationToken))
        {
            // Deleted while the provider was asked.
            return new ConnectionResult.NotFound();
        }

        tokens.Forget(key);
        var saved = await connections.ChangeStandingAsync(key, connection => SignedIn(connection, account), cancellationToken);
        Log.SignedIn(logger, key);
        return saved is null ? new ConnectionResult.NotFound() : new ConnectionResult.Saved(saved);
    }

    /// <summary>A connection that ran before goes on at once; a new one waits until its owner starts it.</summary>
    private ConnectionStanding? SignedIn(StoredConnection connection, ConnectedAccount account)
    {
        var now = time.GetUtcNow();
        var standing = connection.Standing with { Status = ConnectionStatus.Ready, Problem = null, Account = account, SignedIn = now };
        return connection.Connection.Deleting is not null ? null
            : standing.Statistics.LastRun is null ? standing
            : standing with { Due = now };
    }

    /// <summary>What was connected before stays as it is; the reason is for whoever looks at the connection next.</summary>
    private async Task<ConnectionResult> RefuseAsync(StoredConnection connection, ConnectionProblem problem, CancellationToken cancellationToken)
    {
        await connections.ChangeStandingAsync(
            connection.Key,
            stored => stored.Standing.Status is ConnectionStatus.AwaitingConsent or ConnectionStatus.NeedsSignIn ? stored.Standing with { Problem = problem } : null,
            cancellationToken);
        return new ConnectionResult.Refused(problem);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Connection {Connection} is signed in")]
        public static partial void SignedIn(ILogger logger, ConnectionKey connection);

        [LoggerMessage(Level = LogLevel.Information, Message = "{Provider} refused the code for connection {Connection}: {Error}")]
        public static partial void Refused(ILogger logger, ConnectionKey connection, string provider, string error);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Provider} gave no tokens for connection {Connection}: {Error}")]
        public static partial void Unavailable(ILogger logger, ConnectionKey connection, string provider, string error);
    }
}
