namespace ServerlessContacts.Search.Index;

/// <summary>Documents, and whether all of them are meant or those meant are among them.</summary>
internal readonly record struct Found(DocumentSet Documents, bool IsExact);

/// <summary>Where the words of a query are looked for.</summary>
internal enum Place
{
    Anywhere,
    StartOfNameWord,
}

/// <summary>Finds the documents of a query's words by the lists of grams.</summary>
internal readonly ref struct Term(SearchContext context, Segment segment, Sift sift, Place place)
{
    private readonly SearchContext context = context;
    private readonly Sift sift = sift;

    /// <summary>Of so many writings it is worth knowing that what one finds another finds, too.</summary>
    private const int CompareUpTo = 8;

    /// <summary>
    /// A set for each word, and anywhere also for each condition: what is in all of them is what is looked for, or holds it if not every set is exact, which is what
    /// is returned. Only an empty set if there is nothing.
    /// </summary>
    public bool Gather(List<DocumentSet> sets)
    {
        sets.Clear();
        var words = context.Query.Words.Count;
        var total = place == Place.Anywhere ? words + context.Query.Conditions.Count : words;
        var exact = true;
        for (var word = 0; word < total; word++)
        {
            var found = OfWord(word < words ? context.Query.Words[word] : context.Query.Conditions[word - words], word);
            if (found.Documents.IsEmpty)
            {
                sets.Clear();
                sets.Add(found.Documents);
                return true;
            }

            exact &= found.IsExact;
            sets.Add(found.Documents);
        }

        return exact;
    }

    /// <summary>
    /// Of a word with one writing the text is looked at when all words have been brought together; of several writings, before they are, so that what the lists
    /// know exactly needs no look.
    /// </summary>
    private Found OfWord(IReadOnlyList<string> writings, int word)
    {
        if (writings.Count == 1)
        {
            return Of(writings[0]);
        }

        var sets = context.Scratch.Writings;
        sets.Clear();
        for (var i = 0; i < writings.Count; i++)
        {
            if (writings.Count > CompareUpTo || !IsCovered(writings, i))
            {
                var found = Of(writings[i]);
                sets.Add(found.IsExact ? found.Documents : sift.WithWriting(found.Documents, word, i, place));
            }
        }

        return new Found(AnyOf.Of(sets, segment, context.Scratch), true);
    }

    private Found Of(string writing)
    {
        var match = place == Place.Anywhere ? segment.Grams.Anywhere(writing) : segment.Grams.AtStartOfName(writing);
        if (match.Also is not { } also)
        {
            return new Found(match.Documents, match.IsExact);
        }

        // Both lists are ones whose grams are not continued, so short.
        var documents = context.Scratch.Integers(match.Documents.Count + OpenSet.Slack);
        var count = segment.Open(match.Documents).CopyTo(documents);
        return new Found(DocumentSet.Of(documents, Retained.In(segment.Open(also), documents.AsSpan(0, count))), false);
    }

    /// <summary>Whether what this writing finds another finds, too: a part of it, or the same one before.</summary>
    private bool IsCovered(IReadOnlyList<string> writings, int at)
    {
        for (var i = 0; i < writings.Count; i++)
        {
            if (i != at && (i < at || writings[i].Length < writings[at].Length)
                && (place == Place.Anywhere ? writings[at].Contains(writings[i], StringComparison.Ordinal) : writings[at].StartsWith(writings[i], StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }
}
