using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace ServerlessContacts.Simulators.OAuth;

/// <summary>What somebody consented to.</summary>
internal sealed record Grant(SimulatedAccount Account, string Scope);

/// <summary>A consent on its way to the token endpoint.</summary>
internal sealed record IssuedCode(Grant Grant, string RedirectUri, string Challenge, bool WithRefreshToken, DateTimeOffset Until);

/// <summary>Codes, consents and refresh tokens that are out.</summary>
internal sealed class Grants(TimeProvider time)
{
    /// <summary>Google ends the oldest of an account's refresh tokens beyond so many, without a word.</summary>
    public const int MostRefreshTokens = 100;

    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, IssuedCode> codes = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private readonly List<(string Token, Grant Grant)> refreshTokens = [];
    private readonly HashSet<string> consents = new(StringComparer.Ordinal);

    /// <summary>Remembers that the account has consented; true the first time, and after it was withdrawn.</summary>
    public bool Consent(SimulatedAccount account)
    {
        lock (gate)
        {
            return consents.Add(account.Id);
        }
    }

    public string AddCode(Grant grant, string redirectUri, string challenge, bool withRefreshToken)
    {
        var code = $"code-{Draw()}";
        codes[code] = new IssuedCode(grant, redirectUri, challenge, withRefreshToken, time.GetUtcNow() + CodeLife);
        return code;
    }

    /// <summary>The code's consent, this once; null where there is none, or no longer.</summary>
    public IssuedCode? TakeCode(string? code) =>
        code is not null && codes.TryRemove(code, out var issued) && time.GetUtcNow() < issued.Until ? issued : null;

    public string AddRefreshToken(Grant grant)
    {
        var token = $"refresh-{Draw()}";
        lock (gate)
        {
            refreshTokens.Add((token, grant));
            var ofAccount = refreshTokens.Where(one => one.Grant.Account == grant.Account).ToList();
            if (ofAccount.Count > MostRefreshTokens)
            {
                refreshTokens.Remove(ofAccount[0]);
            }
        }

        return token;
    }

    public Grant? FindByRefreshToken(string? token)
    {
        lock (gate)
        {
            return refreshTokens.FirstOrDefault(one => one.Token == token).Grant;
        }
    }

    public void Withdraw(SimulatedAccount account)
    {
        lock (gate)
        {
            consents.Remove(account.Id);
            refreshTokens.RemoveAll(one => one.Grant.Account == account);
        }
    }

    private static string Draw() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
}
