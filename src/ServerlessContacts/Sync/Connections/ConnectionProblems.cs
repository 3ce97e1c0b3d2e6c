namespace ServerlessContacts.Sync.Connections;

/// <summary>Why somebody could not sign in, or has to. The codes are part of the HTTP contract; no message holds anything of an account.</summary>
public static class ConnectionProblems
{
    /// <summary>One answer for a state that was never given, was used, is too old, or belongs to somebody else: who guesses learns nothing.</summary>
    public static readonly ConnectionProblem StateInvalid =
        new("state-invalid", "This sign-in was not begun here by the caller, is over, or took longer than ten minutes. Begin it again.");

    public static readonly ConnectionProblem CodeRefused = new("code-refused", "The provider does not take the code. Begin the sign-in again.");

    public static readonly ConnectionProblem ConsentDenied =
        new("consent-denied", "The consent was refused at the provider. Begin the sign-in again, and grant it.");

    public static readonly ConnectionProblem SignInFailed = new("sign-in-failed", "The provider ended the sign-in without a consent. Begin it again.");

    public static readonly ConnectionProblem ConsentIncomplete =
        new("consent-incomplete", "Access to the contacts, also while nobody is signed in, was not granted. Begin the sign-in again and grant all that is asked for.");

    public static readonly ConnectionProblem AccountDiffers =
        new("account-differs", "This connection belongs to another account of the provider. Sign in with that one, or make a new connection.");

    public static readonly ConnectionProblem SignInNeeded =
        new("sign-in-needed", "The provider takes the consent no longer: it was withdrawn, has ended, or needs a further step. Sign in again.");

    public static readonly ConnectionProblem NotConfigured = new("provider-not-configured", "This service is no longer registered with the provider. Ask its administrators.");

    public static readonly ConnectionProblem ConsentNeeded =
        new("consent-needed", "Nobody has signed in at the provider yet. Open authorizeUrl, then send what comes back to authorize.");

    /// <param name="other">The connection of the same member that has the account.</param>
    public static ConnectionProblem AccountConnected(ConnectionKey other) =>
        new("account-connected",
            $"The account is connected already, by connection {other.Id}. Use that one, and delete this one. "
            + "Where that one is gone, sign in again.");

    /// <summary>Why nothing can be asked of the provider, with what to do about it; null where nothing is in the way.</summary>
    internal static ConnectionProblem? Closed(ConnectionStanding standing) => standing.Status switch
    {
        ConnectionStatus.AwaitingConsent when standing.Problem is { } known =>
            ConsentNeeded with { Message = $"The sign-in is not complete. {known.Message}" },
        ConnectionStatus.AwaitingConsent => ConsentNeeded,
        ConnectionStatus.NeedsSignIn => SignInNeeded with { Message = standing.Problem?.Message ?? SignInNeeded.Message },
        _ => null,
    };

    public static readonly ConnectionProblem Paused = new("connection-paused", "The connection waits for a decision. Send it to resume: apply or skip.");

    public static readonly ConnectionProblem NotPaused = new("not-paused", "The connection is not paused: there is nothing to decide.");
}
