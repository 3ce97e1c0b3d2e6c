using System.Runtime.InteropServices;

namespace ServerlessContacts.Search.Index;

internal readonly record struct PreferredHit(HitClass Class, int Rank, int Document);

/// <summary>The preferred documents that match, the most preferred first.</summary>
internal sealed class PreferredHits
{
    private readonly List<PreferredHit> hits = [];
    private ulong lastBits;

    public int Count => hits.Count;

    public ReadOnlySpan<PreferredHit> All => CollectionsMarshal.AsSpan(hits);

    public void Clear()
    {
        hits.Clear();
        lastBits = 0;
    }

    public void Add(in PreferredHit hit)
    {
        hits.Add(hit);
        lastBits |= 1UL << hit.Document;
    }

    /// <summary>Keeps of ascending documents those that are not among these. The last six bits of most of them tell.</summary>
    public int Drop(Span<int> documents)
    {
        var kept = 0;
        foreach (var document in documents)
        {
            if (((lastBits >> document) & 1) == 0 || !Contains(document))
            {
                documents[kept++] = document;
            }
        }

        return kept;
    }

    private bool Contains(int document)
    {
        foreach (ref readonly var hit in All)
        {
            if (hit.Document == document)
            {
                return true;
            }
        }

        return false;
    }
}
