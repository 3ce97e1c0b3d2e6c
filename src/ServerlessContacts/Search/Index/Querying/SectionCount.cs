namespace ServerlessContacts.Search.Index;

/// <summary>Counts the matches of a section that are in sight and alive, without looking at each where that can be.</summary>
internal readonly ref struct SectionCount(SegmentView view, DeadDocuments dead)
{
    public int Of(scoped in OpenSet matches, int from, int to, in SectionView section)
    {
        if (matches.IsArray)
        {
            // An array holds only what is in sight and alive.
            return matches.CountBetween(from, to);
        }

        var count = section.Sight switch
        {
            SectionSight.All => matches.CountBetween(from, to),
            SectionSight.Most => LessHidden(matches, from, to, section.Documents),
            _ => InSight(matches, from, to),
        };
        return dead.Count == 0 || count == 0 ? count : count - Dead(matches, from, to);
    }

    private int LessHidden(scoped in OpenSet matches, int from, int to, ReadOnlySpan<int> hidden)
    {
        var count = matches.CountBetween(from, to);
        return count == 0 ? 0
            : matches.IsLookedUpFaster(hidden.Length, count) ? count - matches.CountOf(hidden)
            : InSight(matches, from, to);
    }

    private int InSight(scoped in OpenSet set, int from, int to)
    {
        if (set.Words.IsEmpty)
        {
            return Both(set.Between(from, to), view.Visible);
        }

        var count = set.OtherWords.IsEmpty
            ? Bitmap.Count(set.Words, view.Visible, from, to)
            : Bitmap.CountEither(set.Words, set.OtherWords, view.Visible, from, to);
        foreach (var document in set.DocumentsBetween(from, to))
        {
            count += view.Sees(document) ? 1 : 0;
        }

        return count;
    }

    private static int Both(SetCursor cursor, ReadOnlySpan<ulong> words)
    {
        Span<int> chunk = stackalloc int[256];
        var count = 0;
        for (int filled; (filled = cursor.Fill(chunk)) > 0;)
        {
            foreach (var document in chunk[..filled])
            {
                count += (int)((words[document >> 6] >> document) & 1);
            }
        }

        return count;
    }

    /// <summary>How many of those that are dead would have been counted.</summary>
    private int Dead(scoped in OpenSet set, int from, int to)
    {
        var count = 0;
        foreach (var document in dead.Latest)
        {
            count += document >= from && document < to && view.Sees(document) && set.Contains(document) ? 1 : 0;
        }

        return dead.Older.IsEmpty ? count : count + Older(set.Between(from, to) with { Within = dead.Older });
    }

    private int Older(SetCursor cursor)
    {
        Span<int> chunk = stackalloc int[256];
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
