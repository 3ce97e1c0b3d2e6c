using System.Buffers.Text;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessContacts.Access;
using ServerlessContacts.Store;

namespace ServerlessContacts.Feed;

/// <summary>How far one partition's log was told: everything up to <see cref="Sequence"/>, and the first <see cref="Within"/> contacts of the change after it.</summary>
public readonly record struct FeedPosition(
    [property: JsonPropertyName("s")] long Sequence,
    [property: JsonPropertyName("w")] int Within);

/// <summary>Where the first reading of all contacts stands: in which partition, and after which row.</summary>
public sealed record FeedScan(
    [property: JsonPropertyName("p")] string Place,
    [property: JsonPropertyName("r")] string? After);

/// <summary>
/// Where a follower stands. It never lies behind what was returned and never before: a follower that repeats a call gets the same
/// changes again. Opaque to callers; it opens nothing, as each answer is confined to the caller's sight anew.
/// </summary>
public sealed record FeedToken
{
    /// <summary>Far above the partitions that one sight has; only a forged token is beyond.</summary>
    private const int MostTurns = 1_000_000;

    /// <summary>Whose sight it was made for.</summary>
    [JsonPropertyName("v")]
    public required string Viewer { get; init; }

    [JsonPropertyName("at")]
    public required ImmutableDictionary<string, FeedPosition> Positions { get; init; }

    [JsonPropertyName("scan")]
    public FeedScan? Scan { get; init; }

    /// <summary>Which partition is read first, so that a busy one keeps no other waiting.</summary>
    [JsonPropertyName("turn")]
    public int Turn { get; init; }

    public static string ViewerOf(AccessScope scope) => RowKeys.Hash($"{scope.Tenant}\n{scope.Personal}");

    public FeedPosition Of(Partition partition) => Positions.GetValueOrDefault(partition.Place);

    public override string ToString() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this));

    public static bool TryParse(string text, [NotNullWhen(true)] out FeedToken? token)
    {
        token = null;
        try
        {
            token = Base64Url.IsValid(text) ? JsonSerializer.Deserialize<FeedToken>(Base64Url.DecodeFromChars(text)) : null;
            return token is { Viewer: not null, Positions: not null, Turn: >= 0 and < MostTurns };
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
