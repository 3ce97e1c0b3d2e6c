namespace ServerlessContacts.Search;

/// <summary>Every place where a word stands in the lines of a field, or of two that are read together.</summary>
internal static class LineHighlights
{
    public static void Find(in SourceLine line, IReadOnlyList<QueryTerm> terms, FoundSpans found)
    {
        if (line.First.IsEmpty)
        {
            return;
        }

        var lines = new LineBuffer(line.First.Text.Length, []);
        new LineWriter(lines, new LineBuffer(line.First.Text.Length, [])).Write(line);
        foreach (var term in terms)
        {
            foreach (var alternative in term.Alternatives)
            {
                Mark(line, lines, alternative, found);
            }
        }
    }

    private static void Mark(in SourceLine line, LineBuffer lines, string alternative, FoundSpans found)
    {
        var text = lines.Written;
        for (var from = 0; text[from..].IndexOf(alternative, StringComparison.Ordinal) is var at and >= 0; from += at + 1)
        {
            MarkFields(line, lines.SourceOf(from + at, from + at + alternative.Length), found);
        }
    }

    /// <summary>Each field gets its share of the span.</summary>
    private static void MarkFields(in SourceLine line, TextSpan span, FoundSpans found)
    {
        var end = line.First.Text.Length;
        if (span.Start < end)
        {
            found.Add(line.First, TextSpan.FromTo(span.Start, Math.Min(span.End, end)));
        }

        if (span.End > end)
        {
            found.Add(line.Second, TextSpan.FromTo(Math.Max(span.Start, end) - end, span.End - end));
        }
    }
}
