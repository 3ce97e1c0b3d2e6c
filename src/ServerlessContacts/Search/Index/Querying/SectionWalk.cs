namespace ServerlessContacts.Search.Index;

/// <summary>Offers the matches of a section in their order until they are too late: class by class, the preferred ones first.</summary>
internal readonly ref struct SectionWalk(SearchContext context, SearchedSegment searched, SectionHits hits, int from, int to)
{
    private const int Chunk = 32;

    private readonly SearchContext context = context;

    public void Run(scoped in OpenMatches matches)
    {
        _ = (matches.Whole.Count == 0 || Class(HitClass.WholeName, matches.Whole, matches))
            && (matches.NamePrefix.Count == 0 || Class(HitClass.NamePrefix, matches.NamePrefix, matches))
            && Class(HitClass.Elsewhere, matches.All, matches);
    }

    /// <summary>False once an offer was refused.</summary>
    private bool Class(HitClass hitClass, scoped in OpenSet set, scoped in OpenMatches matches)
    {
        if (hits.After is { } after && after.Class > hitClass)
        {
            return true;
        }

        return Preferred(hitClass) && Others(hitClass, set, matches);
    }

    private bool Preferred(HitClass hitClass)
    {
        var beyond = hits.After is { } after && after.Class == hitClass ? after.Preferred : -1;
        foreach (var (preferredClass, rank, document) in context.Scratch.Preferred)
        {
            if (preferredClass == hitClass && rank > beyond && document >= from && document < to && !Offer(hitClass, document, rank))
            {
                return false;
            }
        }

        return true;
    }

    private bool Others(HitClass hitClass, scoped in OpenSet set, scoped in OpenMatches matches)
    {
        Span<int> chunk = stackalloc int[Chunk];
        Span<int> room = stackalloc int[Chunk];
        var start = Start(hitClass);
        var better = hitClass == HitClass.Elsewhere ? new AscendingProbe(matches.NamePrefix, start, to, room) : default;
        var cursor = set.Between(start, to) with { Within = searched.View.Visible };
        for (int filled; (filled = cursor.Fill(chunk)) > 0;)
        {
            foreach (var document in chunk[..filled])
            {
                if (searched.View.Sees(document) && !better.Contains(document) && !searched.View.Prefers(document) && !searched.Dead.Contains(document)
                    && IsOf(hitClass, document, matches) && !Offer(hitClass, document, Hit.NotPreferred))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool IsOf(HitClass hitClass, int document, scoped in OpenMatches matches) =>
        matches.IsWhole(document, searched.Segment, context.Scratch.Terms) == (hitClass == HitClass.WholeName)
        && (hitClass != HitClass.WholeName || matches.All.Contains(document));

    private bool Offer(HitClass hitClass, int document, int rank) => hits.Offer(new Hit(searched.Source, searched.Ordinal, document, hitClass, rank), context.Versions);

    /// <summary>The first document behind the page before.</summary>
    private int Start(HitClass hitClass)
    {
        if (hits.After is not { } after || after.Class != hitClass || after.Preferred != Hit.NotPreferred)
        {
            return from;
        }

        var (low, high) = (from, to);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = after.Rank.ComparedTo(searched.Segment.RankOf(middle)) < 0 ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
