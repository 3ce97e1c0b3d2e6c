using System.Buffers.Text;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace ServerlessContacts.Store.Following;

/// <summary>
/// How far each partition of a tenant was read: the version of an answer, and what a reader may ask the next one to hold at least.
/// Its text is opaque to callers and safe in a query string.
/// </summary>
public sealed record Positions(ImmutableSortedDictionary<string, long> Places)
{
    public static readonly Positions None = new(ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal));

    public long this[Partition partition] => Places.GetValueOrDefault(partition.Place);

    public Positions With(Partition partition, long sequence) => new(Places.SetItem(partition.Place, sequence));

    /// <summary>Whether everything the other has read is in this one too.</summary>
    public bool Covers(Positions other) => other.Places.All(place => Places.GetValueOrDefault(place.Key) >= place.Value);

    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join(' ', Places.Where(place => place.Value > 0).Select(Text))));

    public static bool TryParse(string? text, [NotNullWhen(true)] out Positions? positions)
    {
        positions = null;
        if (text is null || !Base64Url.IsValid(text))
        {
            return false;
        }

        var places = None.Places.ToBuilder();
        foreach (var place in Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = place.LastIndexOf(':');
            if (equals < 1 || !long.TryParse(place.AsSpan(equals + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
            {
                return false;
            }

            places[place[..equals]] = sequence;
        }

        positions = new Positions(places.ToImmutable());
        return true;
    }

    public bool Equals(Positions? other) => other is not null && Covers(other) && other.Covers(this);

    public override int GetHashCode() => Places.Count;

    private static string Text(KeyValuePair<string, long> place) => string.Create(CultureInfo.InvariantCulture, $"{place.Key}:{place.Value}");
}
