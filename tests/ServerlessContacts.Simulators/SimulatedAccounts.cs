using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace ServerlessContacts.Simulators;

/// <summary>A person with an account at a simulated provider.</summary>
public sealed record SimulatedAccount(string Id, string Email, string Name);

/// <summary>The accounts of one provider and the access tokens that are out: what its sign-in pages issue and its API asks for.</summary>
public sealed class SimulatedAccounts(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, SimulatedAccount> accounts = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, (SimulatedAccount Account, DateTimeOffset Until)> tokens = new(StringComparer.Ordinal);

    public SimulatedAccount Add(string email, string name) =>
        accounts.GetOrAdd(email, _ => new SimulatedAccount(IdOf(email), email, name));

    public SimulatedAccount? Find(string email) => accounts.GetValueOrDefault(email);

    public IReadOnlyCollection<SimulatedAccount> All => [.. accounts.Values];

    public string IssueToken(SimulatedAccount account, TimeSpan lifetime)
    {
        var token = $"sim-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20))}";
        tokens[token] = (account, time.GetUtcNow() + lifetime);
        return token;
    }

    /// <summary>Ends every access token of the account at once.</summary>
    public void EndTokens(SimulatedAccount account)
    {
        foreach (var token in tokens.Where(pair => pair.Value.Account == account).Select(pair => pair.Key))
        {
            tokens.TryRemove(token, out _);
        }
    }

    /// <summary>Whose token it is; null where it is unknown, ended or too old.</summary>
    public SimulatedAccount? FindByToken(string? token) =>
        token is not null && tokens.TryGetValue(token, out var issued) && issued.Until > time.GetUtcNow() ? issued.Account : null;

    /// <summary>The same each time, so that a service still knows an account whose provider was started anew.</summary>
    private static string IdOf(string email) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email)).AsSpan(0, 16));
}
