namespace ServerlessContacts.Search;

/// <summary>Every place where a word stands in the lines of a field, or of two that are read together.</summary>
internal sealed class LineHighlights(IReadOnlyList<QueryTerm> terms, FoundSpans found)
{
    private const int Usual = 64;

    /// <summary>Only of a line that holds a word it has to be known where each character came from.</summary>
    public void Find(in FoldedLine line)
    {
        LineBuffer? placed = null;
        foreach (var term in terms)
        {
            foreach (var alternative in term.Alternatives)
            {
                if (line.Text.Contains(alternative, StringComparison.Ordinal))
                {
                    placed ??= Placed(line.Source);
                    Mark(line.Source, placed, alternative);
                }
            }
        }
    }

    private static LineBuffer Placed(in SourceLine source)
    {
        var lines = new LineBuffer(Usual, []);
        new LineWriter(lines, new LineBuffer(Usual, [])).Write(source);
        return lines;
    }

    private void Mark(in SourceLine line, LineBuffer lines, string alternative)
    {
        var text = lines.Written;
        for (var from = 0; text[from..].IndexOf(alternative, StringComparison.Ordinal) is var at and >= 0; from += at + 1)
        {
            MarkFields(line, lines.SourceOf(from + at, from + at + alternative.Length));
        }
    }

    /// <summary>Each field gets its share of the span.</summary>
    private void MarkFields(in SourceLine line, TextSpan span)
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
