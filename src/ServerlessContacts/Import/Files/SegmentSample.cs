using System.Buffers;
using System.Runtime.InteropServices;

namespace ServerlessContacts.Import.Files;

/// <summary>
/// Pieces of a file that hold bytes beyond ASCII, each different one once, up to a bound: enough to tell any encoding. Pieces end at bytes
/// that are no part of a character in any encoding: separators, quotes, digits and blanks; or at the ends of cells. So one accent near the
/// end of a long file is there, and a word that stands in each row counts once.
/// </summary>
/// <param name="ends">The bytes that pieces end at.</param>
internal sealed class SegmentSample(SearchValues<byte> ends)
{
    /// <summary>Longer runs are cut; their end is no evidence.</summary>
    public const int MaxSegment = 1024;

    private const int MaxBytes = 64 * 1024;

    /// <summary>Bytes below it are no second byte of a character.</summary>
    private const int FirstInside = 0x40;

    /// <summary>ASCII letters in front of a segment, of which a word seldom has more.</summary>
    private const int MaxLead = 64;

    private static readonly SearchValues<byte> Outside =
        SearchValues.Create([.. Enumerable.Range(0, FirstInside).Select(value => (byte)value)]);

    private readonly HashSet<ulong> seen = [];
    private readonly List<byte[]> segments = [];
    private readonly List<byte> open = [];
    private bool isOpen;
    private int bytes;

    /// <summary>Pieces that no encoding has half of a character in.</summary>
    public SegmentSample()
        : this(Outside)
    {
    }

    public IReadOnlyList<byte[]> Segments => segments;

    /// <summary>Whether there is no room for more.</summary>
    public bool IsFull => bytes >= MaxBytes;

    public void Add(ReadOnlySpan<byte> block)
    {
        while (block.Length > 0 && !IsFull)
        {
            block = isOpen ? Continue(block) : Begin(block);
        }
    }

    /// <summary>The end of the file ends its last segment.</summary>
    public void End()
    {
        if (isOpen)
        {
            Close();
        }
    }

    /// <summary>Passes over ASCII, and keeps of it the letters that stand before what is none.</summary>
    private ReadOnlySpan<byte> Begin(ReadOnlySpan<byte> block)
    {
        var high = block.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
        var ascii = high < 0 ? block : block[..high];
        var letters = ascii[(ascii.LastIndexOfAny(ends) + 1)..];
        if (letters.Length < ascii.Length || letters.Length + open.Count > MaxLead)
        {
            open.Clear();
        }

        open.AddRange(letters[^Math.Min(letters.Length, MaxLead)..]);
        isOpen = high >= 0;
        return high < 0 ? [] : block[high..];
    }

    private ReadOnlySpan<byte> Continue(ReadOnlySpan<byte> block)
    {
        var end = block.IndexOfAny(ends);
        var more = end < 0 ? block : block[..end];
        open.AddRange(more[..Math.Min(more.Length, Math.Max(0, MaxSegment - open.Count))]);
        if (end >= 0)
        {
            Close();
        }

        return block[more.Length..];
    }

    private void Close()
    {
        if (seen.Add(Hash(CollectionsMarshal.AsSpan(open))))
        {
            segments.Add([.. open]);
            bytes += open.Count;
        }

        open.Clear();
        isOpen = false;
    }

    /// <summary>FNV-1a. Of two pieces with one hash the second is left out, which costs a word of very many.</summary>
    private static ulong Hash(ReadOnlySpan<byte> segment)
    {
        var hash = 14695981039346656037UL;
        foreach (var value in segment)
        {
            hash = (hash ^ value) * 1099511628211UL;
        }

        return hash;
    }
}
