namespace ServerlessContacts.Search.Index;

/// <summary>Offers the matches of a section in their order until they are too late: class by class, the preferred ones first.</summary>
internal readonly ref struct SectionWalk(SearchContext context, SearchedSegment searched, SectionHits hits, SectionRange range)
{
    private readonly SearchContext context = context;

    public void Run(scoped in Matches matches) =>
        _ = Class(HitClass.WholeName, matches) && Class(HitClass.NamePrefix, matches) && Class(HitClass.Elsewhere, matches);

    /// <summary>False once nothing more is taken.</summary>
    private bool Class(HitClass hitClass, scoped in Matches matches)
    {
        if (hits.After is { } after && after.Class > hitClass)
        {
            return true;
        }

        return Preferred(hitClass) && Others(hitClass, matches);
    }

    private bool Preferred(HitClass hitClass)
    {
        var beyond = hits.After is { } after && after.Class == hitClass ? after.Preferred : -1;
        foreach (var (preferredClass, rank, document) in context.Scratch.Preferred)
        {
            if (preferredClass == hitClass && rank > beyond && document >= range.From && document < range.To && !hits.Offer(Hit(hitClass, document, rank), context.Versions))
            {
                return false;
            }
        }

        return true;
    }

    private bool Others(HitClass hitClass, scoped in Matches matches)
    {
        var among = matches.Among(hitClass);
        if (among.Count == 0)
        {
            return true;
        }

        var cursor = among.Between(Start(hitClass), range.To) with { Within = range.IsWhollySeen ? default : searched.View.Visible };
        var (chunk, room) = (context.Scratch.Chunk, context.Scratch.OtherChunk);
        for (var size = QueryScratch.FirstChunk; cursor.Fill(chunk.AsSpan(0, size)) is var filled and > 0; size = Math.Min(size * 2, chunk.Length))
        {
            var kept = matches.Keep(hitClass, chunk.AsSpan(0, Shown(chunk.AsSpan(0, filled))), room);
            if (!Offer(hitClass, chunk.AsSpan(0, kept)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Keeps what is in sight and alive and was not offered as preferred.</summary>
    private int Shown(Span<int> documents)
    {
        var kept = range.IsWhollySeen ? documents.Length : Retained.InBitmap(searched.View.Visible, documents);
        kept = Retained.Alive(searched.Dead, documents[..kept]);
        return context.Scratch.Preferred.Count == 0 ? kept : Retained.NotPreferred(searched.View.Preferred, documents[..kept]);
    }

    private bool Offer(HitClass hitClass, ReadOnlySpan<int> documents)
    {
        foreach (var document in documents)
        {
            if (!hits.Offer(Hit(hitClass, document, Index.Hit.NotPreferred), context.Versions))
            {
                return false;
            }
        }

        return !hits.IsFullOf(searched.Source, searched.Ordinal);
    }

    private Hit Hit(HitClass hitClass, int document, int rank) => new(searched.Source, searched.Ordinal, document, hitClass, rank);

    /// <summary>The first document behind the page before.</summary>
    private int Start(HitClass hitClass)
    {
        if (hits.After is not { } after || after.Class != hitClass || after.Preferred != Index.Hit.NotPreferred)
        {
            return range.From;
        }

        var (low, high) = (range.From, range.To);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = after.Rank.ComparedTo(searched.Segment.RankOf(middle)) < 0 ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}

/// <summary>The documents of a section, and whether all of them are in sight.</summary>
internal readonly record struct SectionRange(int From, int To, bool IsWhollySeen);
