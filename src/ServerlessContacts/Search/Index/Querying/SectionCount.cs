namespace ServerlessContacts.Search.Index;

/// <summary>Counts the matches of a section that are in sight and alive, without looking at each where that can be.</summary>
internal readonly ref struct SectionCount(Segment segment, SegmentView view, DeadDocuments dead)
{
    public int Of(in DocumentSet matches, int from, int to, SectionSight sight)
    {
        var set = segment.Open(matches);
        if (matches.Kind == SetKind.Array)
        {
            // An array holds only what is in sight and alive.
            return set.CountBetween(from, to);
        }

        return sight == SectionSight.All
            ? set.CountBetween(from, to) - Dead(set, from, to)
            : InSight(set, from, to) - DeadInSight(set, from, to);
    }

    private int InSight(in OpenSet set, int from, int to)
    {
        if (set.Words.Length > 0)
        {
            return Bitmap.Count(set.Words, view.Visible, from, to);
        }

        Span<int> chunk = stackalloc int[256];
        var cursor = set.Between(from, to);
        var count = 0;
        for (int filled; (filled = cursor.Fill(chunk)) > 0;)
        {
            foreach (var document in chunk[..filled])
            {
                count += (int)((view.Visible[document >> 6] >> document) & 1);
            }
        }

        return count;
    }

    private int Dead(in OpenSet set, int from, int to)
    {
        var count = 0;
        foreach (var document in dead.Latest)
        {
            count += document >= from && document < to && set.Contains(document) ? 1 : 0;
        }

        return dead.Older.IsEmpty ? count : count + Older(set, from, to);
    }

    private int DeadInSight(in OpenSet set, int from, int to)
    {
        var count = 0;
        foreach (var document in dead.Latest)
        {
            count += document >= from && document < to && view.Sees(document) && set.Contains(document) ? 1 : 0;
        }

        return dead.Older.IsEmpty ? count : count + Older(set, from, to);
    }

    private int Older(in OpenSet set, int from, int to)
    {
        Span<int> chunk = stackalloc int[256];
        var cursor = set.Between(from, to) with { Within = dead.Older };
        var count = 0;
        for (int filled; (filled = cursor.Fill(chunk)) > 0;)
        {
            foreach (var document in chunk[..filled])
            {
                count += Bitmap.Contains(dead.Older, document) && view.Sees(document) ? 1 : 0;
            }
        }

        return count;
    }
}
