namespace ServerlessContacts.Search.Index;

/// <summary>Keeps, of ascending documents, those that pass.</summary>
internal static class Retained
{
    /// <summary>So few are not worth a window.</summary>
    private const int LookUpUpTo = 48;

    public static int In(scoped in OpenSet set, Span<int> documents)
    {
        if (documents.IsEmpty || set.Count == 0 || set.IsAll)
        {
            return set.IsAll ? documents.Length : 0;
        }

        return set.IsBitmap ? InBitmaps(set, documents)
            : set.IsArray ? InArray(set.Documents, documents)
            : set.IsLookedUpFaster(documents) ? LookedUp(set, documents, keep: true)
            : Window.Keep(set, documents, keep: true);
    }

    public static int NotIn(scoped in OpenSet set, Span<int> documents)
    {
        if (documents.IsEmpty || set.Count == 0)
        {
            return documents.Length;
        }

        return set.IsLookedUpFaster(documents) ? LookedUp(set, documents, keep: false) : Window.Keep(set, documents, keep: false);
    }

    public static int InBitmap(ReadOnlySpan<ulong> words, Span<int> documents)
    {
        var kept = 0;
        foreach (var document in documents)
        {
            documents[kept] = document;
            kept += (int)((words[document >> 6] >> document) & 1);
        }

        return kept;
    }

    public static int Alive(DeadDocuments dead, Span<int> documents)
    {
        if (dead.Count == 0)
        {
            return documents.Length;
        }

        var kept = 0;
        foreach (var document in documents)
        {
            if (!dead.Contains(document))
            {
                documents[kept++] = document;
            }
        }

        return kept;
    }

    /// <param name="others">Some of the documents.</param>
    public static int NotAmong(ReadOnlySpan<int> others, Span<int> documents)
    {
        if (others.IsEmpty)
        {
            return documents.Length;
        }

        var (kept, next) = (0, 0);
        foreach (var document in documents)
        {
            if (next < others.Length && others[next] == document)
            {
                next++;
            }
            else
            {
                documents[kept++] = document;
            }
        }

        return kept;
    }

    private static int InBitmaps(scoped in OpenSet set, Span<int> documents) =>
        !set.Documents.IsEmpty ? (documents.Length <= LookUpUpTo ? LookedUp(set, documents, keep: true) : Window.Keep(set, documents, keep: true))
        : set.OtherWords.IsEmpty ? InBitmap(set.Words, documents)
        : InEither(set.Words, set.OtherWords, documents);

    private static int InEither(ReadOnlySpan<ulong> words, ReadOnlySpan<ulong> others, Span<int> documents)
    {
        var kept = 0;
        foreach (var document in documents)
        {
            documents[kept] = document;
            kept += (int)(((words[document >> 6] | others[document >> 6]) >> document) & 1);
        }

        return kept;
    }

    private static int InArray(ReadOnlySpan<int> others, Span<int> documents)
    {
        var search = new AscendingSearch(others);
        var kept = 0;
        foreach (var document in documents)
        {
            if (search.Contains(document))
            {
                documents[kept++] = document;
            }
        }

        return kept;
    }

    /// <param name="keep">Whether those in the set are kept or the others.</param>
    private static int LookedUp(scoped in OpenSet set, Span<int> documents, bool keep)
    {
        var kept = 0;
        foreach (var document in documents)
        {
            if (set.Contains(document) == keep)
            {
                documents[kept++] = document;
            }
        }

        return kept;
    }
}
