namespace ServerlessContacts.Search.Index;

/// <summary>Documents, and whether all of them are meant or those meant are among them.</summary>
internal readonly record struct Found(DocumentSet Documents, bool IsExact);

/// <summary>The documents of a query's words by the lists of grams alone.</summary>
internal static class Term
{
    /// <summary>Those that hold every word.</summary>
    public static Found Anywhere(IndexQuery query, Segment segment, QueryScratch scratch) => Every(query, segment, scratch, atStart: false);

    /// <summary>Those of which every word begins a word of the names.</summary>
    public static Found AtStartOfNames(IndexQuery query, Segment segment, QueryScratch scratch) => Every(query, segment, scratch, atStart: true);

    private static Found Every(IndexQuery query, Segment segment, QueryScratch scratch, bool atStart)
    {
        scratch.Words.Clear();
        var exact = true;
        for (var word = 0; word < query.Words.Count; word++)
        {
            var found = OneOf(query.Words[word], segment, scratch, atStart);
            if (found.Documents.IsEmpty)
            {
                return new Found(DocumentSet.Empty, true);
            }

            exact &= found.IsExact;
            scratch.Words.Add(found.Documents);
        }

        return new Found(AllOf.Of(scratch.Words, segment, scratch), exact);
    }

    private static Found OneOf(IReadOnlyList<string> writings, Segment segment, QueryScratch scratch, bool atStart)
    {
        if (writings.Count == 1)
        {
            return Single(writings[0], segment, scratch, atStart);
        }

        scratch.Writings.Clear();
        var exact = true;
        for (var i = 0; i < writings.Count; i++)
        {
            if (!IsCovered(writings, i, atStart))
            {
                var found = Single(writings[i], segment, scratch, atStart);
                exact &= found.IsExact;
                scratch.Writings.Add(found.Documents);
            }
        }

        return new Found(AnyOf.Of(scratch.Writings, segment, scratch), exact);
    }

    private static Found Single(string writing, Segment segment, QueryScratch scratch, bool atStart)
    {
        var match = atStart ? segment.Grams.AtStartOfName(writing) : segment.Grams.Anywhere(writing);
        if (match.Also is not { } also)
        {
            return new Found(match.Documents, match.IsExact);
        }

        // Both lists are ones whose grams are not continued, so short.
        var documents = scratch.Integers(match.Documents.Count);
        var count = segment.Open(match.Documents).Between(0, segment.Count).Fill(documents.AsSpan(0, match.Documents.Count));
        return new Found(DocumentSet.Of(documents, Retained.In(segment.Open(also), documents.AsSpan(0, count), segment.Count)), false);
    }

    /// <summary>Whether what this writing finds another finds, too: a part of it, or the same one before.</summary>
    private static bool IsCovered(IReadOnlyList<string> writings, int at, bool atStart)
    {
        for (var i = 0; i < writings.Count; i++)
        {
            if (i != at && (i < at || writings[i].Length < writings[at].Length)
                && (atStart ? writings[at].StartsWith(writings[i], StringComparison.Ordinal) : writings[at].Contains(writings[i], StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }
}
