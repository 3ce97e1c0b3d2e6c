using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using ServerlessContacts.Search.Index;
using ServerlessContacts.Store.Following;

namespace ServerlessContacts.Search;

/// <summary>
/// A snapshot as bytes: magic and version, the version of the normal form, the lengths of the two parts, a SHA-256 of all that and of the head; then the head (how far the
/// logs were read, and the groups' numbers) as JSON, and the index's own file, which has its own checksums. Whatever is not exactly that is not read.
/// </summary>
internal static class SnapshotFile
{
    private const int MagicBytes = 8;
    private const int Fixed = MagicBytes + sizeof(int) + sizeof(int) + sizeof(long);
    private const int Prefix = Fixed + SHA256.HashSizeInBytes;

    /// <summary>Positions and groups of the largest tenant take a fraction of this.</summary>
    private const int MostHead = 16 * 1024 * 1024;

    private static ReadOnlySpan<byte> Magic => "CONTACT1"u8;

    public static IReadOnlyList<ReadOnlyMemory<byte>> Write(IndexMoment moment, Segment segment)
    {
        var head = JsonSerializer.SerializeToUtf8Bytes(new Head(moment.Positions.ToString(), [.. moment.Positions.Places.Keys], [.. moment.Sections.Groups]));
        var prefix = new byte[Prefix];
        Magic.CopyTo(prefix);
        BinaryPrimitives.WriteInt32LittleEndian(prefix.AsSpan(MagicBytes), TextFold.Version);
        BinaryPrimitives.WriteInt32LittleEndian(prefix.AsSpan(MagicBytes + sizeof(int)), head.Length);
        BinaryPrimitives.WriteInt64LittleEndian(prefix.AsSpan(Fixed - sizeof(long)), segment.File.Length);
        Hash(prefix.AsSpan(0, Fixed), head).CopyTo(prefix.AsSpan(Fixed));
        return [prefix, head, segment.File];
    }

    /// <summary>Null where the bytes are damaged, cut, too many, or of another version.</summary>
    public static async Task<IndexMoment?> ReadAsync(Stream content, CancellationToken cancellationToken)
    {
        var prefix = new byte[Prefix];
        if (!await FillAsync(content, prefix, cancellationToken) || Lengths(prefix) is not { } lengths)
        {
            return null;
        }

        var head = new byte[lengths.Head];
        if (!await FillAsync(content, head, cancellationToken) || !Hash(prefix.AsSpan(0, Fixed), head).AsSpan().SequenceEqual(prefix.AsSpan(Fixed)))
        {
            return null;
        }

        var file = HugePages.NewArray(lengths.Segment);
        return await FillAsync(content, file, cancellationToken) && await IsAtEndAsync(content, cancellationToken) && SegmentFile.Read(file) is { Status: SegmentStatus.Read } read
            ? Moment(JsonSerializer.Deserialize<Head>(head)!, read.Segment)
            : null;
    }

    private static (int Head, int Segment)? Lengths(ReadOnlySpan<byte> prefix)
    {
        var head = BinaryPrimitives.ReadInt32LittleEndian(prefix[(MagicBytes + sizeof(int))..]);
        var segment = BinaryPrimitives.ReadInt64LittleEndian(prefix[(Fixed - sizeof(long))..]);
        return prefix.StartsWith(Magic) && BinaryPrimitives.ReadInt32LittleEndian(prefix[MagicBytes..]) == TextFold.Version
            && head is >= 0 and <= MostHead && segment >= 0 && segment <= Array.MaxLength
                ? (head, (int)segment)
                : null;
    }

    private static IndexMoment? Moment(Head head, Segment segment)
    {
        if (!Positions.TryParse(head.Positions, out var read))
        {
            return null;
        }

        // A text of positions leaves out the partitions in which nothing was ever written.
        var places = head.Places.Aggregate(read.Places, (places, place) => places.ContainsKey(place) ? places : places.Add(place, 0));
        return IndexMoment.Empty with { Index = IndexVersion.Of(segment), Positions = new Positions(places), Sections = new SectionNumbers([.. head.Groups]) };
    }

    private static async Task<bool> FillAsync(Stream content, Memory<byte> into, CancellationToken cancellationToken) =>
        await content.ReadAtLeastAsync(into, into.Length, throwOnEndOfStream: false, cancellationToken) == into.Length;

    private static async Task<bool> IsAtEndAsync(Stream content, CancellationToken cancellationToken) => await content.ReadAsync(new byte[1], cancellationToken) == 0;

    private static byte[] Hash(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> head) => SHA256.HashData([.. prefix, .. head]);

    private sealed record Head(string Positions, ImmutableArray<string> Places, ImmutableArray<string> Groups);
}
