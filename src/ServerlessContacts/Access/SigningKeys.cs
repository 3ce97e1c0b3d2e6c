using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ServerlessContacts.Access;

/// <summary>Where the public keys of an issuer come from.</summary>
internal interface ISigningKeys
{
    /// <summary>The keys to trust now; null when they cannot be learned.</summary>
    ValueTask<KeySet?> CurrentAsync(CancellationToken cancellationToken);

    /// <summary>The keys after a look for newer ones than <paramref name="seen"/>; may be the same.</summary>
    ValueTask<KeySet?> NewerAsync(KeySet? seen, CancellationToken cancellationToken);
}

internal sealed record KeySet(IReadOnlyList<SecurityKey> Keys, DateTimeOffset Fetched)
{
    /// <summary>The key the token names. A token may leave that out only if there is no choice (OpenID Connect Core §10.1).</summary>
    public SecurityKey? Find(JsonWebToken token)
    {
        if (string.IsNullOrEmpty(token.Kid))
        {
            return Keys is [var only] ? only : null;
        }

        return Keys.FirstOrDefault(key => string.Equals(key.KeyId, token.Kid, StringComparison.Ordinal));
    }
}

/// <summary>The keys of an issuer that is part of this process.</summary>
internal sealed class FixedKeys(SecurityKey key) : ISigningKeys
{
    private readonly KeySet _keys = new([key], DateTimeOffset.MinValue);

    public ValueTask<KeySet?> CurrentAsync(CancellationToken cancellationToken) => new(_keys);

    public ValueTask<KeySet?> NewerAsync(KeySet? seen, CancellationToken cancellationToken) => new(_keys);
}
