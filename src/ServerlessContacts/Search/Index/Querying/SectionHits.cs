namespace ServerlessContacts.Search.Index;

/// <summary>The best of a section so far, over the segments and versions that were searched, and one more than is shown.</summary>
internal sealed class SectionHits
{
    private Hit[] hits = [];
    private int count;
    private int limit;

    public int Section { get; private set; }

    public int Total { get; set; }

    /// <summary>Null to begin with the best.</summary>
    public HitPosition? After { get; private set; }

    /// <summary>Whether it is counted only.</summary>
    public bool IsShown => limit > 0;

    public ReadOnlySpan<Hit> Shown => hits.AsSpan(0, Math.Min(count, Math.Max(limit - 1, 0)));

    public SectionTotal Summary => new(Section, Total, Shown.Length, count > Shown.Length);

    /// <summary>Whether nothing of a segment that comes behind the last item is taken.</summary>
    public bool IsFullOf(int source, int segment) => count == limit && hits[count - 1].Segment == segment && hits[count - 1].Source == source;

    /// <summary>Whether a class comes behind the page before.</summary>
    public bool Wants(HitClass hitClass) => After is null || After.Class <= hitClass;

    public void Begin(int section, IndexQuery query)
    {
        (Section, Total, count) = (section, 0, 0);
        After = Position(section, query.After);
        limit = query.After is not null && After is null ? 0 : query.Limit + 1;
        if (hits.Length < limit)
        {
            hits = new Hit[limit];
        }
    }

    /// <summary>
    /// Takes a hit if it is among the best. False where it is not; then none that its segment has behind it is. Hits of one segment come in their order.
    /// </summary>
    public bool Offer(in Hit hit, ReadOnlySpan<IndexVersion> versions) => IsOfOneSegment(hit) ? Append(hit) : OfferAnywhere(hit, versions);

    /// <summary>The same of several documents of a segment; false once nothing more of it is taken.</summary>
    public bool OfferAll(ReadOnlySpan<int> documents, in Hit hit, ReadOnlySpan<IndexVersion> versions)
    {
        if (!IsOfOneSegment(hit))
        {
            return OfferEach(documents, hit, versions);
        }

        var taken = Math.Min(documents.Length, limit - count);
        for (var i = 0; i < taken; i++)
        {
            hits[count++] = hit with { Document = documents[i] };
        }

        return count < limit;
    }

    /// <summary>
    /// Keeps the documents of a segment that were not offered yet. So nothing comes twice that is preferred or of a better class, if all of these were offered before.
    /// </summary>
    public int DropOffered(Span<int> documents, in SearchedSegment searched)
    {
        var offered = 0UL;
        foreach (ref readonly var hit in hits.AsSpan(0, count))
        {
            offered |= 1UL << hit.Document;
        }

        var kept = 0;
        foreach (var document in documents)
        {
            if (((offered >> document) & 1) == 0 || !IsOffered(document, searched))
            {
                documents[kept++] = document;
            }
        }

        return kept;
    }

    /// <summary>The same for a hit that may come before others of its segment.</summary>
    public bool OfferAnywhere(in Hit hit, ReadOnlySpan<IndexVersion> versions)
    {
        var at = count;
        while (at > 0 && HitOrder.Compare(hit, hits[at - 1], versions) < 0)
        {
            at--;
        }

        return at == count ? Append(hit) : Insert(hit, at);
    }

    private bool IsOffered(int document, in SearchedSegment searched)
    {
        foreach (ref readonly var hit in hits.AsSpan(0, count))
        {
            if (hit.Document == document && hit.Segment == searched.Ordinal && hit.Source == searched.Source)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsOfOneSegment(in Hit hit) => count == 0 || (hits[count - 1].Segment == hit.Segment && hits[count - 1].Source == hit.Source);

    private bool OfferEach(ReadOnlySpan<int> documents, in Hit hit, ReadOnlySpan<IndexVersion> versions)
    {
        foreach (var document in documents)
        {
            if (!Offer(hit with { Document = document }, versions))
            {
                return false;
            }
        }

        return true;
    }

    private static HitPosition? Position(int section, IReadOnlyList<HitPosition>? after)
    {
        for (var i = 0; i < after?.Count; i++)
        {
            if (after[i].Section == section)
            {
                return after[i];
            }
        }

        return null;
    }

    private bool Append(in Hit hit)
    {
        if (count == limit)
        {
            return false;
        }

        hits[count++] = hit;
        return true;
    }

    private bool Insert(in Hit hit, int at)
    {
        count = Math.Min(count + 1, limit);
        hits.AsSpan(at, count - at - 1).CopyTo(hits.AsSpan(at + 1));
        hits[at] = hit;
        return true;
    }
}
