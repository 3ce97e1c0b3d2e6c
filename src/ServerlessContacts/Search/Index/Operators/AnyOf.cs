using System.Numerics;
using System.Runtime.InteropServices;

namespace ServerlessContacts.Search.Index;

/// <summary>
/// The documents that are in one of some sets. The longest stays as it is, and a second bitmap beside it; of the shorter ones what the longest lacks is added. So
/// what is rare costs little beside what is common.
/// </summary>
internal static class AnyOf
{
    /// <summary>What a longer list adds to another is kept for the next who asks; of a shorter one it is found as fast.</summary>
    private const int RememberAbove = 256;

    public static DocumentSet Of(List<DocumentSet> sets, Segment segment, QueryScratch scratch)
    {
        sets.RemoveAll(static set => set.IsEmpty);
        if (sets.Count <= 1)
        {
            return sets.Count == 0 ? DocumentSet.Empty : sets[0];
        }

        // Bitmaps first: in a small segment what was sifted may be longer than one.
        CollectionsMarshal.AsSpan(sets).Sort(static (x, y) => x.IsDense != y.IsDense ? y.IsDense.CompareTo(x.IsDense) : y.Count.CompareTo(x.Count));
        var longest = sets[0];
        if (longest.Kind == SetKind.All)
        {
            return longest;
        }

        var joined = sets[1].IsDense ? 2 : 1;
        if (sets.Count > 2 && sets[2].IsDense)
        {
            return Bits(sets, segment, scratch);
        }

        if (sets.Count == 2 && joined == 1 && sets[1].Kind == SetKind.Packed && sets[1].Count > RememberAbove)
        {
            var missing = segment.Differences.Of(sets[1], longest, segment, scratch);
            return longest.And(missing.Documents, missing.Count);
        }

        return Beside(joined == 2 ? longest.Or(sets[1]) : longest, CollectionsMarshal.AsSpan(sets)[joined..], segment, scratch);
    }

    private static DocumentSet Beside(in DocumentSet longest, ReadOnlySpan<DocumentSet> others, Segment segment, QueryScratch scratch)
    {
        var isArray = longest.Kind == SetKind.Array;
        var total = isArray ? longest.Count : 0;
        foreach (ref readonly var set in others)
        {
            total += set.Count;
        }

        var documents = scratch.Integers(total + OpenSet.Slack);
        var count = isArray ? segment.Open(longest).CopyTo(documents) : 0;
        foreach (ref readonly var set in others)
        {
            count += segment.Open(set).CopyTo(documents.AsSpan(count));
        }

        count = isArray || others.Length > 1 ? SortedOnce(documents.AsSpan(0, count)) : count;
        return isArray ? DocumentSet.Of(documents, count) : longest.And(documents, Retained.NotIn(segment.Open(longest), documents.AsSpan(0, count)));
    }

    private static int SortedOnce(Span<int> documents)
    {
        documents.Sort();
        var kept = 0;
        foreach (var document in documents)
        {
            if (kept == 0 || document != documents[kept - 1])
            {
                documents[kept++] = document;
            }
        }

        return kept;
    }

    private static DocumentSet Bits(List<DocumentSet> sets, Segment segment, QueryScratch scratch)
    {
        var any = scratch.Bitmap(segment.Count);
        var words = any.AsSpan(0, Bitmap.WordCount(segment.Count));
        words.Clear();
        foreach (var set in sets)
        {
            Add(segment.Open(set), words, scratch);
        }

        var count = 0;
        foreach (var word in words)
        {
            count += BitOperations.PopCount(word);
        }

        return DocumentSet.Of(any, count);
    }

    private static void Add(scoped in OpenSet set, Span<ulong> words, QueryScratch scratch)
    {
        for (var i = 0; i < set.Words.Length; i++)
        {
            words[i] |= set.Words[i];
        }

        if (set.Words.IsEmpty)
        {
            var documents = scratch.Integers(set.Count + OpenSet.Slack);
            foreach (var document in documents.AsSpan(0, set.CopyTo(documents)))
            {
                Bitmap.Set(words, document);
            }
        }
    }
}
