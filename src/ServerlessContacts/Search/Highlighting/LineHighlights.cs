namespace ServerlessContacts.Search;

/// <summary>Every place where a word stands in the lines of a field, or of two that are read together.</summary>
internal sealed class LineHighlights(IReadOnlyList<QueryTerm> terms, FoundSpans found)
{
    public void Find(FoldedLine line)
    {
        foreach (var term in terms)
        {
            foreach (var alternative in term.Alternatives)
            {
                Mark(line, alternative);
            }
        }
    }

    private void Mark(FoldedLine line, string alternative)
    {
        for (var from = 0; line.Text.AsSpan(from).IndexOf(alternative, StringComparison.Ordinal) is var at and >= 0; from += at + 1)
        {
            MarkFields(line.Source, line.SourceOf(from + at, from + at + alternative.Length));
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
