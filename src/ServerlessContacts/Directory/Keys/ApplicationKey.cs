using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Directory.Keys;

/// <summary>
/// A key as its application holds it: <c>sck_{tenant}_{id}_{secret}{checksum}</c>. The prefix and the checksum let secret scanners
/// recognise a leaked key for certain and refuse a mistyped one without a look into the store. It is shown once, when made.
/// </summary>
public sealed class ApplicationKey
{
    private const string Prefix = "sck";
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    // Five bits each: 80 bits of id, and 260 of secret, the least that holds 256.
    private const int IdLength = 16;
    private const int SecretLength = 52;
    private const int ChecksumLength = 7;

    private readonly string _secret;

    private ApplicationKey(TenantId tenant, string id, string secret)
    {
        Tenant = tenant;
        Id = id;
        _secret = secret;
    }

    public TenantId Tenant { get; }

    /// <summary>Unique within the tenant, safe to show and to log.</summary>
    public string Id { get; }

    public static ApplicationKey Create(TenantId tenant, RandomNumberGenerator random) =>
        new(tenant, Draw(IdLength, random), Draw(SecretLength, random));

    /// <summary>The next key of the same application: same id, new secret.</summary>
    public static ApplicationKey Replace(TenantId tenant, string id, RandomNumberGenerator random) =>
        new(tenant, id, Draw(SecretLength, random));

    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ApplicationKey? key)
    {
        key = text?.Split('_') is [Prefix, var tenantText, { Length: IdLength } id, { Length: SecretLength + ChecksumLength } last]
            && TenantId.TryParse(tenantText, out var tenant) && id.All(Alphabet.Contains) && last.All(Alphabet.Contains)
            ? new ApplicationKey(tenant, id, last[..SecretLength])
            : null;
        key = key?.Format() == text ? key : null;
        return key is not null;
    }

    /// <summary>The whole key with its secret, for the one answer that hands it out.</summary>
    public string Format()
    {
        var body = $"{Prefix}_{Tenant}_{Id}_{_secret}";
        return body + Checksum(body);
    }

    /// <summary>
    /// What is stored. One round of SHA-256 is enough: the secret is 256 random bits, so there is nothing to guess that a slow hash would
    /// protect, and a slow hash would cost every request. The purpose, the tenant and the id are hashed along, so that a stored hash is
    /// worth nothing under another key or for another use.
    /// </summary>
    public SecretHash Hash()
    {
        var material = Encoding.UTF8.GetBytes($"serverless-contacts application-key v1\n{Tenant}\n{Id}\n{_secret}");
        return new SecretHash(Convert.ToHexStringLower(SHA256.HashData(material)));
    }

    // Never the secret, so that no log or message can hold it by accident.
    public override string ToString() => $"{Prefix}_{Tenant}_{Id}_…";

    private static string Draw(int length, RandomNumberGenerator random)
    {
        var bytes = new byte[length];
        random.GetBytes(bytes);
        return string.Create(length, bytes, static (text, drawn) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = Alphabet[drawn[i] & 31];
            }
        });
    }

    // CRC-32C: finds every change of one character and of any run of up to four.
    private static string Checksum(string body)
    {
        var crc = ~Encoding.UTF8.GetBytes(body).Aggregate(uint.MaxValue, BitOperations.Crc32C);
        return string.Create(ChecksumLength, crc, static (text, left) =>
        {
            for (var i = text.Length - 1; i >= 0; i--, left >>= 5)
            {
                text[i] = Alphabet[(int)(left & 31)];
            }
        });
    }
}

/// <summary>The hash of a key's secret, in lower-case hexadecimal.</summary>
public readonly record struct SecretHash(string Hex)
{
    /// <summary>Takes the same time whatever the difference, so that answers do not tell how much of a guess was right.</summary>
    public bool Matches(SecretHash other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hex), Encoding.ASCII.GetBytes(other.Hex));
}
