namespace ServerlessContacts.Search;

/// <summary>Collects spans by field; those that overlap or touch become one.</summary>
internal sealed class FoundSpans
{
    private readonly OrderedDictionary<string, List<TextSpan>> fields = new(StringComparer.Ordinal);

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
