using System.Collections.Concurrent;

namespace ServerlessContacts.Search.Index;

/// <summary>
/// What one list of the block has that another lacks, kept from one query to the next: the two writings of a word, as it is and as romaji, are typed
/// together again and again. Whose query it was first makes no difference, since lists know of no viewer.
/// </summary>
internal sealed class Differences
{
    /// <summary>So many are kept for each document of the segment, at four bytes.</summary>
    private const int DocumentsPerDocument = 8;

    private readonly ConcurrentDictionary<(int List, int Other), int[]> known = [];
    private long kept;

    public DocumentSet Of(in DocumentSet list, in DocumentSet other, Segment segment, QueryScratch scratch)
    {
        if (known.TryGetValue((list.Offset, other.Offset), out var difference))
        {
            return DocumentSet.Of(difference, difference.Length);
        }

        var documents = scratch.Integers(list.Count + OpenSet.Slack);
        var count = segment.Open(list).CopyTo(documents);
        count = Retained.NotIn(segment.Open(other), documents.AsSpan(0, count));
        if (Interlocked.Add(ref kept, count + 1) <= (long)segment.Count * DocumentsPerDocument)
        {
            known.TryAdd((list.Offset, other.Offset), documents.AsSpan(0, count).ToArray());
        }

        return DocumentSet.Of(documents, count);
    }
}
