using System.Numerics;

namespace ServerlessContacts.Search.Index;

/// <summary>Goes through a part of a set in ascending order.</summary>
internal ref struct SetCursor(SetKind kind, int from, int to)
{
    private readonly int end = to;
    private int next = from;
    private int taken;
    private PackedCursor packed;

    public ReadOnlySpan<int> Documents { get; init; }

    public ReadOnlySpan<ulong> Words { get; init; }

    /// <summary>A bitmap that the documents of a bitmap must be in as well; other sets do not look at it.</summary>
    public ReadOnlySpan<ulong> Within { get; init; }

    public PackedCursor Packed
    {
        init => packed = value;
    }

    /// <summary>Takes the next documents, and says how many; none at the end.</summary>
    public int Fill(scoped Span<int> into) => kind switch
    {
        SetKind.Array => FillFromArray(into),
        SetKind.Packed => packed.Fill(into, end),
        SetKind.All => FillWithAll(into),
        _ => FillFromWords(into),
    };

    private int FillFromArray(scoped Span<int> into)
    {
        var count = Math.Min(into.Length, Documents.Length - taken);
        Documents.Slice(taken, count).CopyTo(into);
        taken += count;
        return count;
    }

    private int FillWithAll(scoped Span<int> into)
    {
        var count = Math.Min(into.Length, end - next);
        for (var i = 0; i < count; i++)
        {
            into[i] = next++;
        }

        return count;
    }

    private int FillFromWords(scoped Span<int> into)
    {
        var filled = 0;
        while (next < end)
        {
            var word = next >> 6;
            var bits = Words[word] & Bitmap.FirstMask(next);
            bits &= Within.IsEmpty ? ~0UL : Within[word];
            for (; bits != 0; bits &= bits - 1)
            {
                var document = (word << 6) + BitOperations.TrailingZeroCount(bits);
                if (document >= end || filled == into.Length)
                {
                    next = document;
                    return filled;
                }

                into[filled++] = document;
            }

            next = (word + 1) << 6;
        }

        return filled;
    }
}
