using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace ServerlessContacts.Access;

/// <summary>An issuer together with where its keys come from.</summary>
public sealed class TrustedIssuer : IDisposable
{
    private TrustedIssuer(IssuerOptions options, ISigningKeys keys)
    {
        Options = options;
        Keys = keys;
    }

    internal IssuerOptions Options { get; }

    internal ISigningKeys Keys { get; }

    /// <summary>An issuer out there, found by OpenID Connect discovery.</summary>
    public static TrustedIssuer Discovered(IssuerOptions options, TimeProvider time, ILogger<TrustedIssuer> logger) =>
        new(options, new DiscoveredKeys(options, time, logger));

    internal static TrustedIssuer WithKey(IssuerOptions options, SecurityKey key) => new(options, new FixedKeys(key));

    public void Dispose() => (Keys as IDisposable)?.Dispose();
}
