namespace ServerlessContacts.Search.Index;

/// <summary>By class, then the viewer's preference, then the organisation-wide order.</summary>
internal static class HitOrder
{
    public static int Compare(in Hit x, in Hit y, ReadOnlySpan<IndexVersion> versions)
    {
        if (x.Class != y.Class)
        {
            return (int)x.Class - (int)y.Class;
        }

        return x.Preferred != y.Preferred
            ? x.Preferred.CompareTo(y.Preferred)
            : versions[x.Source].RankOf(x).ComparedTo(versions[y.Source].RankOf(y));
    }

    /// <summary>Whether something comes behind the last item of the page before.</summary>
    public static bool IsPast(HitPosition? after, HitClass hitClass, int preferred, in RankKey rank)
    {
        if (after is null || after.Class != hitClass)
        {
            return after is null || after.Class < hitClass;
        }

        return after.Preferred != preferred ? after.Preferred < preferred : after.Rank.ComparedTo(rank) < 0;
    }
}
