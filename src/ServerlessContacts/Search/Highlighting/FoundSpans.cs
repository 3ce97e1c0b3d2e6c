using System.Globalization;

namespace ServerlessContacts.Search;

/// <summary>Collects spans by field; those that overlap or touch become one.</summary>
internal sealed class FoundSpans
{
    private readonly OrderedDictionary<string, List<TextSpan>> fields = new(StringComparer.Ordinal);

    /// <summary>Adds a span, widened to whole characters as readers see them: an emoji of several parts is marked as one.</summary>
    public void Add(SearchField field, TextSpan span) => Add(field.Path, Whole(field.Text, span));

    public void Add(string field, TextSpan span)
    {
        if (!fields.TryGetValue(field, out var spans))
        {
            fields.Add(field, spans = []);
        }

        spans.Add(span);
    }

    public IReadOnlyList<Highlight> Merged() =>
        [.. from field in fields from span in Merged(field.Value) select new Highlight(field.Key, span.Start, span.Length)];

    private static TextSpan Whole(string text, TextSpan span)
    {
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
        foreach (var span in spans.OrderBy(span => span.Start))
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
