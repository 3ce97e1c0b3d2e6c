using System.Runtime.InteropServices;

namespace ServerlessContacts.Search.Index;

/// <summary>
/// Offers the matches of sections in their order until they are too late: class by class, the preferred ones first. Each class goes on in the next section where it was
/// left.
/// </summary>
internal readonly ref struct SectionWalk(SearchContext context, SearchedSegment searched)
{
    private readonly SearchContext context = context;
    private readonly SearchedSegment searched = searched;

    public void Run(scoped in Matches matches)
    {
        if (context.Scratch.Sections.Count > 0)
        {
            Class(HitClass.WholeName, matches);
            Class(HitClass.NamePrefix, matches);
            Class(HitClass.Elsewhere, matches);
        }
    }

    private void Class(HitClass hitClass, scoped in Matches matches)
    {
        OfferPreferred(hitClass);
        var among = matches.Among(hitClass);
        if (among.Count == 0)
        {
            return;
        }

        var cursor = among.Between(0, 0);
        foreach (ref readonly var section in CollectionsMarshal.AsSpan(context.Scratch.Sections))
        {
            if (!section.Hits.IsFullOf(searched.Source, searched.Ordinal) && section.Hits.Wants(hitClass))
            {
                cursor.MoveTo(Start(hitClass, section), section.To);
                cursor.Within = section.IsWhollySeen ? default : searched.View.Visible;
                Others(hitClass, section, matches, ref cursor);
            }
        }
    }

    public void OfferPreferred(HitClass hitClass)
    {
        if (context.Scratch.Preferred.Count == 0)
        {
            return;
        }

        foreach (ref readonly var section in CollectionsMarshal.AsSpan(context.Scratch.Sections))
        {
            var beyond = section.Hits.After is { } after && after.Class == hitClass ? after.Preferred : -1;
            foreach (var (preferredClass, rank, document) in context.Scratch.Preferred.All)
            {
                if (preferredClass == hitClass && rank > beyond && document >= section.From && document < section.To && section.Hits.Wants(hitClass))
                {
                    section.Hits.Offer(new Hit(searched.Source, searched.Ordinal, document, hitClass, rank), context.Versions);
                }
            }
        }
    }

    private void Others(HitClass hitClass, in SectionRange section, scoped in Matches matches, ref SetCursor cursor)
    {
        var chunk = context.Scratch.Chunk;
        var isTaken = true;
        for (var size = QueryScratch.FirstChunk; isTaken && cursor.Fill(chunk.AsSpan(0, size)) is var filled and > 0; size = Math.Min(size * 2, chunk.Length))
        {
            var kept = chunk.AsSpan(0, InSight(section, chunk.AsSpan(0, filled)));
            kept = kept[..matches.Keep(hitClass, kept)];
            kept = kept[..(section.Hits.After is null ? section.Hits.DropOffered(kept, searched) : DropEarlier(hitClass, kept, matches))];
            isTaken = Offer(hitClass, section, kept);
        }
    }

    /// <summary>False once nothing more of the segment is taken.</summary>
    public bool Offer(HitClass hitClass, in SectionRange section, ReadOnlySpan<int> documents) =>
        section.Hits.OfferAll(documents, new Hit(searched.Source, searched.Ordinal, 0, hitClass, Hit.NotPreferred), context.Versions);

    private int InSight(in SectionRange section, Span<int> documents) =>
        Retained.Alive(searched.Dead, section.IsWhollySeen ? documents : documents[..Retained.InBitmap(searched.View.Visible, documents)]);

    /// <summary>Drops what came as preferred or of a better class, on this page or one before.</summary>
    private int DropEarlier(HitClass hitClass, Span<int> documents, scoped in Matches matches) =>
        context.Scratch.Preferred.Drop(documents[..matches.DropBetter(hitClass, documents, context.Scratch.OtherChunk)]);

    /// <summary>The first document behind the page before.</summary>
    public int Start(HitClass hitClass, in SectionRange section)
    {
        if (section.Hits.After is not { } after || after.Class != hitClass || after.Preferred != Hit.NotPreferred)
        {
            return section.From;
        }

        var (low, high) = (section.From, section.To);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = after.Rank.ComparedTo(searched.Segment.RankOf(middle)) < 0 ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
