namespace ServerlessContacts.Search.Index;

/// <summary>Keeps, of ascending documents, those that pass.</summary>
internal static class Retained
{
    /// <summary>Where a list is so many times as long, its members are looked up one by one.</summary>
    private const int LookUpAbove = 12;

    public static int In(in OpenSet set, Span<int> documents, int universe)
    {
        if (documents.IsEmpty || set.Count == 0)
        {
            return 0;
        }

        if (set.Words.Length > 0)
        {
            return InBitmap(set.Words, documents);
        }

        return set.Count == universe ? documents.Length
            : set.Count > (long)documents.Length * LookUpAbove ? LookedUp(set, documents)
            : Merged(set.Between(documents[0], documents[^1] + 1), documents);
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

    private static int LookedUp(in OpenSet set, Span<int> documents)
    {
        var kept = 0;
        foreach (var document in documents)
        {
            if (set.Contains(document))
            {
                documents[kept++] = document;
            }
        }

        return kept;
    }

    private static int Merged(SetCursor others, Span<int> documents)
    {
        Span<int> chunk = stackalloc int[128];
        var (kept, next, filled) = (0, 0, 0);
        foreach (var document in documents)
        {
            while (next == filled || chunk[next] < document)
            {
                if (next == filled || ++next == filled)
                {
                    (next, filled) = (0, others.Fill(chunk));
                    if (filled == 0)
                    {
                        return kept;
                    }
                }
            }

            if (chunk[next] == document)
            {
                documents[kept++] = document;
            }
        }

        return kept;
    }
}
