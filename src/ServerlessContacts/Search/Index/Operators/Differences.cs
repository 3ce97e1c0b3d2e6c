using System.Collections.Concurrent;

namespace ServerlessContacts.Search.Index;

/// <summary>
/// What one list of the block has that another lacks, kept from one query to the next: the two writings of a word, as it is and as romaji, are typed
/// together again and again. Whose query it was first makes no difference, since lists know of no viewer.
/// </summary>
internal sealed class Differences
{
    /// <summary>So many are kept for each document of the segment, at four bytes.</summary>
    private const int DocumentsPerDocument = 4;

    private readonly ConcurrentDictionary<(int List, int Other), int[]> known = [];
    private long kept;

    public int[] Of(in DocumentSet list, in DocumentSet other, Segment segment, QueryScratch scratch)
    {
        if (known.TryGetValue((list.Offset, other.Offset), out var difference))
        {
            return difference;
        }

        var documents = scratch.Integers(list.Count + OpenSet.Slack);
        var count = segment.Open(list).CopyTo(documents);
        difference = documents.AsSpan(0, Retained.NotIn(segment.Open(other), documents.AsSpan(0, count))).ToArray();
        if (Interlocked.Add(ref kept, difference.Length + 1) <= (long)segment.Count * DocumentsPerDocument)
        {
            known.TryAdd((list.Offset, other.Offset), difference);
        }

        return difference;
    }
}
