namespace ServerlessContacts.Search;

/// <summary>Every place where a word stands in a text, or in several that are read as one without blanks.</summary>
internal static class TextHighlights
{
    public static void Find(IReadOnlyList<SearchField> pieces, IReadOnlyList<QueryTerm> terms, FoundSpans found)
    {
        List<FoldedText> folded = [.. pieces.Select(piece => TextFold.FoldWithPlaces(piece.Text))];
        Mark(pieces, folded, terms, found);
        if (pieces.Any(piece => NameWritings.IsWrittenWithoutBlanks(piece.Text)))
        {
            Mark(pieces, folded.ConvertAll(piece => piece.WithoutBlanks()), terms, found);
        }
    }

    private static void Mark(IReadOnlyList<SearchField> pieces, List<FoldedText> folded, IReadOnlyList<QueryTerm> terms, FoundSpans found)
    {
        var text = string.Concat(folded.Select(piece => piece.Text));
        foreach (var term in terms)
        {
            for (var at = text.IndexOf(term.Text, StringComparison.Ordinal); at >= 0; at = text.IndexOf(term.Text, at + 1, StringComparison.Ordinal))
            {
                MarkPieces(pieces, folded, TextSpan.FromTo(at, at + term.Text.Length), found);
            }
        }
    }

    /// <summary>Each piece gets its share of the span.</summary>
    private static void MarkPieces(IReadOnlyList<SearchField> pieces, List<FoldedText> folded, TextSpan span, FoundSpans found)
    {
        var pieceStart = 0;
        for (var piece = 0; piece < pieces.Count; piece++)
        {
            var length = folded[piece].Text.Length;
            var (start, end) = (Math.Max(span.Start - pieceStart, 0), Math.Min(span.End - pieceStart, length));
            if (start < end)
            {
                found.Add(pieces[piece].Path, folded[piece].Original(start, end - start));
            }

            pieceStart += length;
        }
    }
}
