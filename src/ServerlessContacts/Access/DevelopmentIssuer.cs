using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Access;

/// <summary>Whom a development token names.</summary>
/// <param name="Role">One of <see cref="BuiltInRole"/>.</param>
public sealed record DevelopmentToken(TenantId Tenant, MemberId Member, string Role)
{
    public string? DisplayName { get; init; }

    public string? Email { get; init; }

    /// <summary>Longer than a working day.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(12);
}

/// <summary>
/// Signs tokens for work on one machine, with a key made on that machine. Whoever holds the key file is anybody, so nothing that is deployed
/// registers this.
/// </summary>
public sealed class DevelopmentIssuer : IDisposable
{
    public const string Name = "urn:serverless-contacts:development";
    private const string Audience = "serverless-contacts";

    private readonly ECDsa _key;
    private readonly SigningCredentials _credentials;
    private readonly TimeProvider _time;

    /// <param name="keyFile">Where the key is kept; made there on first use.</param>
    /// <param name="time">Tokens begin at its present.</param>
    public DevelopmentIssuer(string keyFile, TimeProvider time)
    {
        _key = DevelopmentKey.LoadOrCreate(keyFile);
        _time = time;
        // The library's cache belongs to the process and would hand this key, by its id, to a later instance after it was disposed.
        var securityKey = new ECDsaSecurityKey(_key) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };
        securityKey.KeyId = Base64UrlEncoder.Encode(securityKey.ComputeJwkThumbprint());
        _credentials = new SigningCredentials(securityKey, SecurityAlgorithms.EcdsaSha256);
    }

    public string Issue(DevelopmentToken token)
    {
        if (!BuiltInRole.Exists(token.Role))
        {
            throw new ArgumentException($"There is no role {token.Role}.", nameof(token));
        }

        var now = _time.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["tid"] = token.Tenant.Value,
            ["sub"] = token.Member.Value,
            ["roles"] = token.Role,
            ["name"] = token.DisplayName,
            ["email"] = token.Email,
        };
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Name,
            Audience = Audience,
            Claims = claims.Where(claim => claim.Value is not null).ToDictionary(StringComparer.Ordinal)!,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + token.Lifetime,
            SigningCredentials = _credentials,
        });
    }

    public void Dispose() => _key.Dispose();

    /// <summary>What makes this process accept the tokens.</summary>
    public TrustedIssuer AsTrusted() => TrustedIssuer.WithKey(new IssuerOptions { Issuer = Name, Audiences = [Audience] }, _credentials.Key);
}
