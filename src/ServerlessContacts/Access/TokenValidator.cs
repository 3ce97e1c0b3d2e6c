using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ServerlessContacts.Access;

/// <summary>Decides whether a bearer token is genuine, current and meant for this service, and whom it names.</summary>
public sealed partial class TokenValidator(IEnumerable<TrustedIssuer> issuers, TimeProvider time, ILogger<TokenValidator> logger)
{
    // What Kestrel accepts as headers in all (MaxRequestHeadersTotalSize).
    private const int MaximumLength = 32 * 1024;

    // The library would read plain base64 and padding too; one text for one token leaves less to think about.
    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    // Asymmetric ones only: with HS* in the list, the public key would be a secret anyone can sign with (RFC 8725 §2.1).
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private static readonly JsonWebTokenHandler Handler = new() { MaximumTokenSizeInBytes = MaximumLength };

    private readonly Dictionary<string, TrustedIssuer> _issuers = issuers.ToDictionary(issuer => issuer.Options.Issuer, StringComparer.Ordinal);

    /// <summary>Never throws for what <paramref name="token"/> contains, and logs nothing of it but the reason of a refusal.</summary>
    public async ValueTask<AuthenticationResult> ValidateAsync(string token, CancellationToken cancellationToken)
    {
        var result = await DecideAsync(token, cancellationToken);
        if (result is AuthenticationResult.Refused refused)
        {
            Log.TokenRefused(logger, refused.Code);
        }

        return result;
    }

    private async ValueTask<AuthenticationResult> DecideAsync(string text, CancellationToken cancellationToken)
    {
        if (text.Length > MaximumLength || text.AsSpan().ContainsAnyExcept(Alphabet) || Read(text) is not { } token)
        {
            return Refuse(RefusalCode.TokenMalformed);
        }

        if (!Algorithms.Contains(token.Alg, StringComparer.Ordinal))
        {
            return Refuse(RefusalCode.TokenAlgorithm);
        }

        // Null where the token says so.
        return _issuers.TryGetValue(token.Issuer ?? "", out var issuer)
            ? await DecideAsync(token, issuer, cancellationToken)
            : Refuse(RefusalCode.TokenIssuer);
    }

    private async ValueTask<AuthenticationResult> DecideAsync(JsonWebToken token, TrustedIssuer issuer, CancellationToken cancellationToken)
    {
        if (await issuer.Keys.CurrentAsync(cancellationToken) is not { } keys)
        {
            return new AuthenticationResult.Unavailable(RefusalCode.IssuerUnavailable);
        }

        var key = keys.Find(token) ?? (await issuer.Keys.NewerAsync(keys, cancellationToken))?.Find(token);
        if (key is null)
        {
            return Refuse(RefusalCode.TokenKeyUnknown);
        }

        var problem = await FindProblemAsync(token, issuer.Options, key) ?? FindTimeProblem(token, issuer.Options.ClockSkew);
        return problem is null ? issuer.Options.Claims.Identify(token) : Refuse(problem);
    }

    // A token that demands extensions ("crit", RFC 7515 §4.1.11) or is encrypted was not made for this service.
    private static JsonWebToken? Read(string text)
    {
        try
        {
            var token = Handler.CanReadToken(text) ? Handler.ReadJsonWebToken(text) : null;
            return token is null || token.IsEncrypted || token.TryGetHeaderValue<object>("crit", out _) ? null : token;
        }
        catch (Exception malformed) when (malformed is ArgumentException or SecurityTokenException or JsonException or FormatException)
        {
            return null;
        }
    }

    private static async Task<string?> FindProblemAsync(JsonWebToken token, IssuerOptions options, SecurityKey key)
    {
        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = options.Issuer,
            ValidAudiences = options.Audiences,
            IgnoreTrailingSlashWhenValidatingAudience = false,
            IssuerSigningKey = key,
            TryAllIssuerSigningKeys = true,
            ValidAlgorithms = Algorithms,
            ValidateLifetime = false,
        });
        return result.IsValid ? null : CodeOf(result.Exception);
    }

    private static string CodeOf(Exception failure) => failure switch
    {
        SecurityTokenInvalidAudienceException => RefusalCode.TokenAudience,
        SecurityTokenInvalidIssuerException => RefusalCode.TokenIssuer,
        SecurityTokenInvalidAlgorithmException => RefusalCode.TokenAlgorithm,
        _ => RefusalCode.TokenSignature,
    };

    // The library measures lifetimes by the machine's clock; this service by its TimeProvider.
    private string? FindTimeProblem(JsonWebToken token, TimeSpan skew)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return token switch
        {
            _ when token.ValidTo == DateTime.MinValue => RefusalCode.TokenWithoutExpiry,
            _ when token.ValidTo <= now - skew => RefusalCode.TokenExpired,
            _ when token.ValidFrom > now + skew => RefusalCode.TokenNotYetValid,
            _ => null,
        };
    }

    private static AuthenticationResult.Refused Refuse(string code) => new(code);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "A bearer token was refused: {Code}.")]
        public static partial void TokenRefused(ILogger logger, string code);
    }
}
