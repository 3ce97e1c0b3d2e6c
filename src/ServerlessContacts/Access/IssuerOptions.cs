namespace ServerlessContacts.Access;

/// <summary>An OpenID Connect issuer whose tokens are accepted, and how far it is trusted.</summary>
public sealed record IssuerOptions
{
    /// <summary>Exactly as the issuer's tokens and its discovery document name it, including a final slash if there is one.</summary>
    public required string Issuer { get; init; }

    /// <summary>A token must be meant for one of these.</summary>
    public required IReadOnlyList<string> Audiences { get; init; }

    public ClaimMapping Claims { get; init; } = new();

    /// <summary>How far the issuer's clock and ours may differ.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromMinutes(1);

    public TimeSpan DiscoveryTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A key that the issuer withdraws is refused at the latest after this time.</summary>
    public TimeSpan KeysFreshFor { get; init; } = TimeSpan.FromHours(1);

    /// <summary>While the issuer cannot be reached its last known keys stay good this long, so that its outage is not ours at once.</summary>
    public TimeSpan KeysTrustedFor { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Tokens with invented key ids must not turn into requests to the issuer.</summary>
    public TimeSpan RefreshAtMostEvery { get; init; } = TimeSpan.FromSeconds(10);

    internal string DiscoveryAddress => $"{Issuer.TrimEnd('/')}/.well-known/openid-configuration";
}
