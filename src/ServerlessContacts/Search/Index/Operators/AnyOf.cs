using System.Numerics;

namespace ServerlessContacts.Search.Index;

/// <summary>The documents that are in one of some sets.</summary>
internal static class AnyOf
{
    /// <summary>Where there are more in proportion to all documents, bits are set rather than numbers sorted.</summary>
    private const int SortUpToShare = 64;

    public static DocumentSet Of(List<DocumentSet> sets, Segment segment, QueryScratch scratch)
    {
        sets.RemoveAll(static set => set.IsEmpty);
        if (sets.Count <= 1)
        {
            return sets.Count == 0 ? DocumentSet.Empty : sets[0];
        }

        var total = 0L;
        foreach (var set in sets)
        {
            if (set.Kind == SetKind.All)
            {
                return set;
            }

            total += set.Count;
        }

        return total > segment.Count / SortUpToShare ? Bits(sets, segment, scratch) : Sorted(sets, (int)total, segment, scratch);
    }

    private static DocumentSet Sorted(List<DocumentSet> sets, int total, Segment segment, QueryScratch scratch)
    {
        var documents = scratch.Integers(total);
        var count = 0;
        foreach (var set in sets)
        {
            count += segment.Open(set).Between(0, segment.Count).Fill(documents.AsSpan(count, set.Count));
        }

        var sorted = documents.AsSpan(0, count);
        sorted.Sort();
        var kept = 1;
        foreach (var document in sorted[1..])
        {
            if (document != sorted[kept - 1])
            {
                sorted[kept++] = document;
            }
        }

        return DocumentSet.Of(documents, kept);
    }

    private static DocumentSet Bits(List<DocumentSet> sets, Segment segment, QueryScratch scratch)
    {
        var any = scratch.Bitmap(segment.Count);
        var words = any.AsSpan(0, Bitmap.WordCount(segment.Count));
        words.Clear();
        foreach (var set in sets)
        {
            Add(segment.Open(set), segment.Count, words);
        }

        var count = 0;
        foreach (var word in words)
        {
            count += BitOperations.PopCount(word);
        }

        return DocumentSet.Of(any, count);
    }

    private static void Add(in OpenSet set, int universe, Span<ulong> words)
    {
        if (set.Words.Length > 0)
        {
            for (var i = 0; i < words.Length; i++)
            {
                words[i] |= set.Words[i];
            }

            return;
        }

        Span<int> chunk = stackalloc int[128];
        var cursor = set.Between(0, universe);
        for (int filled; (filled = cursor.Fill(chunk)) > 0;)
        {
            foreach (var document in chunk[..filled])
            {
                Bitmap.Set(words, document);
            }
        }
    }
}
