using System.Numerics;
using System.Runtime.InteropServices;

namespace ServerlessContacts.Search.Index;

/// <summary>
/// A bit per document: what a long list is kept as. In the block the bits follow a count for every 1,024 documents of those before, so that a
/// part is counted without being read.
/// </summary>
internal static class Bitmap
{
    private const int WordsPerRank = 16;

    public static int WordCount(int universe) => (universe + 63) / 64;

    public static int ByteLength(int universe) => ((RankCount(universe) + 1) / 2 * sizeof(ulong)) + (WordCount(universe) * sizeof(ulong));

    public static ReadOnlySpan<ulong> Words(ReadOnlySpan<byte> bytes, int universe) => MemoryMarshal.Cast<byte, ulong>(bytes)[((RankCount(universe) + 1) / 2)..];

    public static void Write(ReadOnlySpan<int> documents, int universe, ByteBuffer into)
    {
        var bytes = into.AppendZeros(ByteLength(universe));
        var words = MemoryMarshal.Cast<byte, ulong>(bytes)[((RankCount(universe) + 1) / 2)..];
        foreach (var document in documents)
        {
            Set(words, document);
        }

        var ranks = MemoryMarshal.Cast<byte, uint>(bytes);
        var before = 0u;
        for (var word = 0; word < words.Length; word++)
        {
            if (word % WordsPerRank == 0)
            {
                ranks[word / WordsPerRank] = before;
            }

            before += (uint)BitOperations.PopCount(words[word]);
        }
    }

    public static void Set(Span<ulong> words, int document) => words[document >> 6] |= 1UL << document;

    public static void Clear(Span<ulong> words, int from, int to)
    {
        for (var document = from; document < to;)
        {
            var next = Math.Min(to, (document | 63) + 1);
            words[document >> 6] &= ~(FirstMask(document) & LastMask(next));
            document = next;
        }
    }

    public static bool Contains(ReadOnlySpan<ulong> words, int document) => ((words[document >> 6] >> document) & 1) != 0;

    /// <summary>How many stand before a document, in a bitmap of the block.</summary>
    public static int CountBelow(ReadOnlySpan<byte> bytes, int universe, int document)
    {
        var words = Words(bytes, universe);
        var word = document >> 6;
        var from = word / WordsPerRank * WordsPerRank;
        if (from == words.Length)
        {
            from -= WordsPerRank;
        }

        var count = (int)MemoryMarshal.Cast<byte, uint>(bytes)[from / WordsPerRank];
        return count + Count(words, from << 6, document);
    }

    public static int Count(ReadOnlySpan<ulong> words, int from, int to)
    {
        if (from >= to)
        {
            return 0;
        }

        var (first, last) = (from >> 6, (to - 1) >> 6);
        if (first == last)
        {
            return BitOperations.PopCount(words[first] & FirstMask(from) & LastMask(to));
        }

        var count = BitOperations.PopCount(words[first] & FirstMask(from)) + BitOperations.PopCount(words[last] & LastMask(to));
        return count + Count(words[(first + 1)..last]);
    }

    /// <summary>How many are in both.</summary>
    public static int Count(ReadOnlySpan<ulong> words, ReadOnlySpan<ulong> others, int from, int to)
    {
        if (from >= to)
        {
            return 0;
        }

        var (first, last) = (from >> 6, (to - 1) >> 6);
        if (first == last)
        {
            return BitOperations.PopCount(words[first] & others[first] & FirstMask(from) & LastMask(to));
        }

        var count = BitOperations.PopCount(words[first] & others[first] & FirstMask(from)) + BitOperations.PopCount(words[last] & others[last] & LastMask(to));
        return count + Count(words[(first + 1)..last], others[(first + 1)..last]);
    }

    /// <summary>How many of those in one of two are in a third, unless that is empty.</summary>
    public static int CountEither(ReadOnlySpan<ulong> words, ReadOnlySpan<ulong> others, ReadOnlySpan<ulong> within, int from, int to)
    {
        Span<ulong> piece = stackalloc ulong[64];
        var count = 0;
        for (int next; from < to; from = next)
        {
            next = Math.Min(to, (from & -64) + (piece.Length * 64));
            var (first, length) = (from >> 6, ((next - 1) >> 6) - (from >> 6) + 1);
            var either = piece[..length];
            Or(words.Slice(first, length), others.Slice(first, length), either);
            if (!within.IsEmpty)
            {
                And(either, within.Slice(first, length), either);
            }

            count += Count(either, from & 63, next - (first << 6));
        }

        return count;
    }

    public static void And(ReadOnlySpan<ulong> words, ReadOnlySpan<ulong> others, Span<ulong> both)
    {
        var at = 0;
        for (; at <= both.Length - Vector<ulong>.Count; at += Vector<ulong>.Count)
        {
            (new Vector<ulong>(words[at..]) & new Vector<ulong>(others[at..])).CopyTo(both[at..]);
        }

        for (; at < both.Length; at++)
        {
            both[at] = words[at] & others[at];
        }
    }

    public static void Or(ReadOnlySpan<ulong> words, ReadOnlySpan<ulong> others, Span<ulong> either)
    {
        var at = 0;
        for (; at <= either.Length - Vector<ulong>.Count; at += Vector<ulong>.Count)
        {
            (new Vector<ulong>(words[at..]) | new Vector<ulong>(others[at..])).CopyTo(either[at..]);
        }

        for (; at < either.Length; at++)
        {
            either[at] = words[at] | others[at];
        }
    }

    /// <summary>The bits of a word from a document on.</summary>
    public static ulong FirstMask(int from) => ~0UL << from;

    /// <summary>The bits of a word before a document that is not its first.</summary>
    public static ulong LastMask(int to) => ~0UL >> -to;

    private static int Count(ReadOnlySpan<ulong> words)
    {
        var (a, b, c, d) = (0, 0, 0, 0);
        for (; words.Length >= 4; words = words[4..])
        {
            a += BitOperations.PopCount(words[0]);
            b += BitOperations.PopCount(words[1]);
            c += BitOperations.PopCount(words[2]);
            d += BitOperations.PopCount(words[3]);
        }

        foreach (var word in words)
        {
            a += BitOperations.PopCount(word);
        }

        return a + b + c + d;
    }

    private static int Count(ReadOnlySpan<ulong> words, ReadOnlySpan<ulong> others)
    {
        var (a, b, c, d, at) = (0, 0, 0, 0, 0);
        others = others[..words.Length];
        for (; at + 3 < words.Length; at += 4)
        {
            a += BitOperations.PopCount(words[at] & others[at]);
            b += BitOperations.PopCount(words[at + 1] & others[at + 1]);
            c += BitOperations.PopCount(words[at + 2] & others[at + 2]);
            d += BitOperations.PopCount(words[at + 3] & others[at + 3]);
        }

        for (; at < words.Length; at++)
        {
            a += BitOperations.PopCount(words[at] & others[at]);
        }

        return a + b + c + d;
    }

    private static int RankCount(int universe) => (WordCount(universe) + WordsPerRank - 1) / WordsPerRank;
}
