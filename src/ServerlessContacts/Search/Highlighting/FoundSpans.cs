using System.Globalization;
using System.Text;

namespace ServerlessContacts.Search;

/// <summary>Collects spans by field; those that overlap or touch become one.</summary>
internal sealed class FoundSpans
{
    private readonly List<(string Field, List<TextSpan> Spans)> fields = [];

    /// <summary>Adds a span, widened to whole characters as readers see them: an emoji of several parts is marked as one.</summary>
    public void Add(SearchField field, TextSpan span) => Add(field.Path, Whole(field.Text, span));

    public void Add(string field, TextSpan span) => SpansOf(field).Add(span);

    public IReadOnlyList<Highlight> Merged()
    {
        var highlights = new List<Highlight>(fields.Count);
        foreach (var (field, spans) in fields)
        {
            foreach (var span in Merged(spans))
            {
                highlights.Add(new Highlight(field, span.Start, span.Length));
            }
        }

        return highlights;
    }

    /// <summary>There are few fields in which anything is found.</summary>
    private List<TextSpan> SpansOf(string field)
    {
        foreach (var (known, spans) in fields)
        {
            if (known == field)
            {
                return spans;
            }
        }

        fields.Add((field, []));
        return fields[^1].Spans;
    }

    private static TextSpan Whole(string text, TextSpan span)
    {
        if (Ascii.IsValid(text) && !text.Contains('\r', StringComparison.Ordinal))
        {
            return span;
        }

        var (start, end) = (0, 0);
        for (var at = 0; at < span.End; at += StringInfo.GetNextTextElementLength(text, at))
        {
            start = at <= span.Start ? at : start;
            end = at + StringInfo.GetNextTextElementLength(text, at);
        }

        return TextSpan.FromTo(start, end);
    }

    private static List<TextSpan> Merged(List<TextSpan> spans)
    {
        var merged = new List<TextSpan>(spans.Count);
        spans.Sort(static (x, y) => x.Start.CompareTo(y.Start));
        foreach (var span in spans)
        {
            if (merged.Count > 0 && span.Start <= merged[^1].End)
            {
                merged[^1] = TextSpan.FromTo(merged[^1].Start, Math.Max(merged[^1].End, span.End));
            }
            else
            {
                merged.Add(span);
            }
        }

        return merged;
    }
}
