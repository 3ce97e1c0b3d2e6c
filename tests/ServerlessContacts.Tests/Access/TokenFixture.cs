using Microsoft.Extensions.Logging.Abstractions;
using ServerlessContacts.Access;
using static ServerlessContacts.Access.AuthenticationResult;

namespace ServerlessContacts.Tests.Access;

/// <summary>An issuer and a validator that trusts it, on one clock.</summary>
public sealed class TokenFixture : IDisposable
{
    private readonly TrustedIssuer _trusted;

    public TokenFixture(LoopbackIssuer issuer, SettableTime time, Func<IssuerOptions, IssuerOptions>? adjust = null)
    {
        // A busy machine may take its time; that is not what these tests are about.
        var options = new IssuerOptions
        {
            Issuer = issuer.Issuer,
            Audiences = [LoopbackIssuer.Audience],
            DiscoveryTimeout = TimeSpan.FromMinutes(1),
        };
        Issuer = issuer;
        Time = time;
        _trusted = TrustedIssuer.Discovered(adjust?.Invoke(options) ?? options, time, DiscoveryLog);
        Validator = new TokenValidator([_trusted], time, Log);
    }

    public LoopbackIssuer Issuer { get; }

    public SettableTime Time { get; }

    public TokenValidator Validator { get; }

    public RecordingLogger<TokenValidator> Log { get; } = new();

    public RecordingLogger<TrustedIssuer> DiscoveryLog { get; } = new();

    public static TokenValidator TrustingNobody() => new([], TimeProvider.System, NullLogger<TokenValidator>.Instance);

    public async Task<AuthenticationResult> ValidateAsync(string token) => await Validator.ValidateAsync(token, CancellationToken.None);

    public async Task<Caller> AcceptAsync(string token) => Assert.IsType<Authenticated>(await ValidateAsync(token)).Caller;

    public async Task RefuseAsync(string code, string token) => Assert.Equal(new Refused(code), await ValidateAsync(token));

    public Task RefuseClaimsAsync(string code, Dictionary<string, object?> claims) => RefuseAsync(code, Issuer.Token(claims));

    public void Dispose() => _trusted.Dispose();
}
