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
                CollectionsMarshal.AsSpan(sets).Sort(static (x, y) => Length(x).CompareTo(Length(y)));
                return sets.TrueForAll(static set => set.IsDense) ? Bits(sets, segment, scratch) : FromShortest(sets, segment, scratch);
        }
    }

    /// <summary>Two bitmaps as one may count as more than all documents, and are shorter all the same.</summary>
    private static int Length(in DocumentSet set) => set.Kind == SetKind.All ? int.MaxValue : set.Count;

    private static DocumentSet FromShortest(List<DocumentSet> sets, Segment segment, QueryScratch scratch)
    {
        var first = sets.FindIndex(static set => !set.IsDense);
        var documents = scratch.Integers(sets[first].Count + OpenSet.Slack);
        var count = segment.Open(sets[first]).CopyTo(documents);
        for (var i = 0; i < sets.Count && count > 0; i++)
        {
            count = i == first ? count : Retained.In(segment.Open(sets[i]), documents.AsSpan(0, count));
        }

        return DocumentSet.Of(documents, count);
    }

    private static DocumentSet Bits(List<DocumentSet> sets, Segment segment, QueryScratch scratch)
    {
        var all = scratch.Bitmap(segment.Count);
        var words = all.AsSpan(0, Bitmap.WordCount(segment.Count));
        var count = 0;
        for (var i = 1; i < sets.Count; i++)
        {
            var (some, others) = (i == 1 ? WithBeside(sets[0], segment, scratch) : DocumentSet.Of(all, count), WithBeside(sets[i], segment, scratch));
            if (others.Kind == SetKind.All)
            {
                return i == 1 ? some : DocumentSet.Of(all, count);
            }

            count = And(segment.Open(some), segment.Open(others), words);
        }

        return DocumentSet.Of(all, count);
    }

    /// <summary>A bitmap with the documents that stand beside it in it.</summary>
    private static DocumentSet WithBeside(in DocumentSet set, Segment segment, QueryScratch scratch)
    {
        if (set.DocumentCount == 0)
        {
            return set;
        }

        var both = scratch.Bitmap(segment.Count);
        segment.Open(set).Words.CopyTo(both);
        foreach (var document in set.Documents.AsSpan(0, set.DocumentCount))
        {
            Bitmap.Set(both, document);
        }

        if (set.Kind == SetKind.Either)
        {
            Bitmap.Or(both, segment.Open(set).OtherWords, both.AsSpan(0, Bitmap.WordCount(segment.Count)));
        }

        return DocumentSet.Of(both, set.Count);
    }

    private static int And(scoped in OpenSet some, scoped in OpenSet others, Span<ulong> both)
    {
        if (some.OtherWords.IsEmpty && others.OtherWords.IsEmpty)
        {
            Bitmap.And(some.Words, others.Words, both);
        }
        else
        {
            AndEither(some, others, both);
        }

        return Bitmap.Count(both, 0, both.Length * 64);
    }

    private static void AndEither(scoped in OpenSet some, scoped in OpenSet others, Span<ulong> both)
    {
        var a = some.Words;
        var b = some.OtherWords.IsEmpty ? a : some.OtherWords;
        var c = others.Words;
        var d = others.OtherWords.IsEmpty ? c : others.OtherWords;
        for (var i = 0; i < both.Length; i++)
        {
            both[i] = (a[i] | b[i]) & (c[i] | d[i]);
        }
    }
}
