using System.Numerics;
using System.Runtime.InteropServices;

namespace ServerlessContacts.Search.Index;

/// <summary>The documents that are in all of some sets.</summary>
internal static class AllOf
{
    public static DocumentSet Of(List<DocumentSet> sets, Segment segment, QueryScratch scratch)
    {
        switch (sets.Count)
        {
            case 0:
                return DocumentSet.Stored(0, segment.Count, segment.Count);
            case 1:
                return sets[0];
            default:
                CollectionsMarshal.AsSpan(sets).Sort(static (x, y) => x.Count.CompareTo(y.Count));
                return sets.TrueForAll(static set => set.IsDense) ? AllDense(sets, segment, scratch) : FromShortest(sets, segment, scratch);
        }
    }

    private static DocumentSet FromShortest(List<DocumentSet> sets, Segment segment, QueryScratch scratch)
    {
        var documents = scratch.Integers(sets[0].Count);
        var count = segment.Open(sets[0]).Between(0, segment.Count).Fill(documents.AsSpan(0, sets[0].Count));
        for (var i = 1; i < sets.Count && count > 0; i++)
        {
            count = Retained.In(segment.Open(sets[i]), documents.AsSpan(0, count), segment.Count);
        }

        return DocumentSet.Of(documents, count);
    }

    /// <summary>The shortest set comes first, so only if all are every document is none of them a bitmap.</summary>
    private static DocumentSet AllDense(List<DocumentSet> sets, Segment segment, QueryScratch scratch)
    {
        if (sets[1].Kind == SetKind.All)
        {
            return sets[0];
        }

        var all = scratch.Bitmap(segment.Count);
        var words = all.AsSpan(0, Bitmap.WordCount(segment.Count));
        var count = And(segment.Open(sets[0]).Words, segment.Open(sets[1]).Words, words);
        for (var i = 2; i < sets.Count && sets[i].Kind != SetKind.All; i++)
        {
            count = And(words, segment.Open(sets[i]).Words, words);
        }

        return DocumentSet.Of(all, count);
    }

    private static int And(ReadOnlySpan<ulong> some, ReadOnlySpan<ulong> others, Span<ulong> both)
    {
        var count = 0;
        for (var i = 0; i < both.Length; i++)
        {
            both[i] = some[i] & others[i];
            count += BitOperations.PopCount(both[i]);
        }

        return count;
    }
}
