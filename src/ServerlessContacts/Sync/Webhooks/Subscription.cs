using System.Security.Cryptography;
using System.Text;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Sync.Webhooks;

/// <summary>What the provider has asked us to do about a subscription.</summary>
public enum SubscriptionWish
{
    None,

    /// <summary>It ends soon unless it is authorised anew.</summary>
    Renew,

    /// <summary>The provider has removed it.</summary>
    Replace,
}

/// <summary>One connection's subscription to its provider's notifications.</summary>
/// <param name="Id">The provider's.</param>
/// <param name="SecretHash">SHA-256 of the secret that notifications carry, in base64; the secret itself is known to the provider alone.</param>
public sealed record Subscription(string Id, string SecretHash, DateTimeOffset Expires)
{
    public SubscriptionWish Wish { get; init; }

    /// <summary>Notifications were lost: the next run has to list everything.</summary>
    public bool HasMissed { get; init; }

    public static string Hash(string secret) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Takes the same time whatever is wrong with it.</summary>
    public bool IsSecret(string? text) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(text ?? "")), Convert.FromBase64String(SecretHash));
}

/// <summary>A subscription as it was read.</summary>
public sealed record StoredSubscription(Subscription Subscription, StoredRow Row);
