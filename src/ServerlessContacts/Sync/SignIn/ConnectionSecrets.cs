namespace ServerlessContacts.Sync.SignIn;

/// <summary>What of a connection nobody may see.</summary>
public sealed record ConnectionSecrets
{
    public static readonly ConnectionSecrets None = new();

    public string? RefreshToken { get; init; }

    /// <summary>The sign-in that was begun last and not answered yet.</summary>
    public PendingSignIn? Pending { get; init; }

    /// <summary>The request that ended the last sign-in, where it had a name of its caller's, so that its repeat is known.</summary>
    public string? CompletedBy { get; init; }

    public override string ToString() => nameof(ConnectionSecrets);
}

/// <param name="StateHash">Of the state that the provider hands back.</param>
/// <param name="Verifier">What the code was asked for with.</param>
/// <param name="Actor">Who began it; nobody else may end it.</param>
/// <param name="Expires">After this it is worth nothing.</param>
public sealed record PendingSignIn(string StateHash, string Verifier, string Actor, DateTimeOffset Expires)
{
    public override string ToString() => nameof(PendingSignIn);
}
