using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Directory.Keys;

public enum KeyVerdict
{
    Valid,
    WrongSecret,
    Revoked,
    Expired,
}

/// <summary>A secret that was replaced but is still good until its application has taken over the new one.</summary>
public readonly record struct ReplacedSecret(SecretHash Hash, DateTimeOffset ValidUntil);

/// <summary>What the store keeps of an application key; the secret itself is not kept.</summary>
public sealed record ApplicationKeyRecord
{
    public static RowKind Kind { get; } = new('k', "application key", PartitionKind.Directory);

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required SecretHash Hash { get; init; }

    /// <summary>Permission names.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>Who made it, as the change log names them.</summary>
    public required string CreatedBy { get; init; }

    public DateTimeOffset? LastRotated { get; init; }

    public DateTimeOffset? Expires { get; init; }

    public DateTimeOffset? Revoked { get; init; }

    public ReplacedSecret? Previous { get; init; }

    public static ApplicationKeyRecord For(
        ApplicationKey key, string name, IReadOnlyList<string> scopes, string createdBy, DateTimeOffset now) => new()
        {
            Id = key.Id,
            Name = name,
            Hash = key.Hash(),
            Scopes = scopes,
            Created = now,
            CreatedBy = createdBy,
        };

    /// <summary>That a key is revoked or has expired is told only to who holds its secret.</summary>
    public KeyVerdict Verify(ApplicationKey presented, DateTimeOffset now)
    {
        if (!IsCurrentOrReplaced(presented.Hash(), now))
        {
            return KeyVerdict.WrongSecret;
        }

        return Revoked is not null ? KeyVerdict.Revoked : now >= Expires ? KeyVerdict.Expired : KeyVerdict.Valid;
    }

    /// <summary>
    /// The record after its secret was replaced; the old one stays good for <paramref name="overlap"/>, the one before it not.
    /// </summary>
    public ApplicationKeyRecord Rotate(ApplicationKey replacement, DateTimeOffset now, TimeSpan overlap) => this with
    {
        Hash = replacement.Hash(),
        Previous = new ReplacedSecret(Hash, now + overlap),
        LastRotated = now,
    };

    public ApplicationKeyRecord Revoke(DateTimeOffset now) => this with { Revoked = Revoked ?? now };

    private bool IsCurrentOrReplaced(SecretHash presented, DateTimeOffset now)
    {
        var replaced = Previous is { } previous && previous.Hash.Matches(presented) && now < previous.ValidUntil;
        return Hash.Matches(presented) || replaced;
    }
}
