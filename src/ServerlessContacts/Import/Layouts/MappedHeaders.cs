using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Import.Layouts;

/// <summary>Columns as somebody mapped them; those that the mapping does not name are read by their headers.</summary>
internal static class MappedHeaders
{
    public const string Id = "mapped";

    /// <summary>Above the numbers that headers have, so that mapped entries and others do not mix.</summary>
    private const int FirstEntry = 100_000;

    public static Layout? Apply(ColumnMapping mapping, IReadOnlyList<string> header)
    {
        var mapped = mapping.Columns.GroupBy(column => HeaderText.Fold(column.Header), StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        var columns = new List<LayoutColumn>();
        foreach (var (text, index) in header.Select((text, index) => (text, index)))
        {
            // The second column of a header takes the second that the mapping says of it.
            columns.Add(mapped.TryGetValue(HeaderText.Fold(text), out var settled) && settled.Count > 0 ? Column(text, index, Take(settled)) : HeaderDictionary.Read(text, index));
        }

        return NamedHeaders.IsOfContacts(columns) ? new Layout(Id, LayoutFamily.Plain, columns, 1) { Dates = DateOrder.DayFirst } : null;
    }

    private static MappedColumn Take(List<MappedColumn> settled)
    {
        var first = settled[0];
        if (settled.Count > 1)
        {
            settled.RemoveAt(0);
        }

        return first;
    }

    private static LayoutColumn Column(string header, int index, MappedColumn mapped)
    {
        var entry = mapped.Entry is { } number ? FirstEntry + number
            : mapped.Field.StartsWith("addresses.", StringComparison.Ordinal) ? (2 * FirstEntry) + (mapped.Label?.Length ?? 0) + LabelNumber(mapped.Label)
            : (3 * FirstEntry) + index;
        return new LayoutColumn(header.Trim(), ColumnNames.Find(mapped.Field) ?? ColumnField.Custom, mapped.Label, entry);
    }

    /// <summary>The same for the same label, in every process.</summary>
    private static int LabelNumber(string? label) => (label ?? "").Aggregate(0, (sum, c) => ((sum * 31) + c) % FirstEntry);
}
