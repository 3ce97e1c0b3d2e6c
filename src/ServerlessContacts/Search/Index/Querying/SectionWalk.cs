namespace ServerlessContacts.Search.Index;

/// <summary>Offers the matches of a section in their order until they are too late: class by class, the preferred ones first.</summary>
internal readonly ref struct SectionWalk(SearchContext context, Segment segment, SegmentView view, DeadDocuments dead, Matches matches, SectionHits hits)
{
    private readonly SearchContext context = context;
    private readonly OpenSet all = segment.Open(matches.Documents);
    private readonly OpenSet prefix = segment.Open(matches.NamePrefix);
    private readonly OpenSet whole = segment.Open(matches.Whole);

    public required int Source { get; init; }

    public required int Ordinal { get; init; }

    public required int From { get; init; }

    public required int To { get; init; }

    public void Run()
    {
        _ = (matches.Whole.IsEmpty || Class(HitClass.WholeName, whole))
            && (matches.NamePrefix.IsEmpty || Class(HitClass.NamePrefix, prefix))
            && Class(HitClass.Elsewhere, all);
    }

    /// <summary>False once an offer was refused.</summary>
    private bool Class(HitClass hitClass, in OpenSet set)
    {
        if (hits.After is { } after && after.Class > hitClass)
        {
            return true;
        }

        return Preferred(hitClass) && Others(hitClass, set);
    }

    private bool Preferred(HitClass hitClass)
    {
        var beyond = hits.After is { } after && after.Class == hitClass ? after.Preferred : -1;
        foreach (var (preferredClass, rank, document) in context.Scratch.Preferred)
        {
            if (preferredClass == hitClass && rank > beyond && document >= From && document < To && !Offer(hitClass, document, rank))
            {
                return false;
            }
        }

        return true;
    }

    private bool Others(HitClass hitClass, in OpenSet set)
    {
        Span<int> chunk = stackalloc int[64];
        var cursor = set.Between(Start(hitClass), To) with { Within = view.Visible };
        for (int filled; (filled = cursor.Fill(chunk)) > 0;)
        {
            foreach (var document in chunk[..filled])
            {
                if (IsIn(hitClass, document) && !Offer(hitClass, document, Hit.NotPreferred))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool IsIn(HitClass hitClass, int document)
    {
        if (!view.Sees(document) || view.Prefers(document) || dead.Contains(document))
        {
            return false;
        }

        return hitClass switch
        {
            HitClass.WholeName => all.Contains(document) && IsWhole(document),
            HitClass.NamePrefix => !IsWhole(document),
            _ => !prefix.Contains(document) && !IsWhole(document),
        };
    }

    private bool IsWhole(int document) =>
        whole.Count > 0 && whole.Contains(document) && context.Scratch.Terms.IsWholeName(segment.RecordOf(document).Names);

    private bool Offer(HitClass hitClass, int document, int rank) => hits.Offer(new Hit(Source, Ordinal, document, hitClass, rank), context.Versions);

    /// <summary>The first document behind the page before.</summary>
    private int Start(HitClass hitClass)
    {
        if (hits.After is not { } after || after.Class != hitClass || after.Preferred != Hit.NotPreferred)
        {
            return From;
        }

        var (low, high) = (From, To);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = after.Rank.ComparedTo(segment.RankOf(middle)) < 0 ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
