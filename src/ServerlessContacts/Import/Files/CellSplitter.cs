namespace ServerlessContacts.Import.Files;

/// <summary>
/// Cuts a record into its cells, by the same rules by which <see cref="RecordScan"/> found its end. A quoted cell's text is a part of the record's unless quotation marks are doubled
/// in it or something follows the closing one; only then a text of its own is made.
/// </summary>
internal sealed class CellSplitter(char delimiter)
{
    private readonly List<CellSpan> cells = [];

    public CellSpan[] Split(string record)
    {
        cells.Clear();
        for (var at = 0; at >= 0;)
        {
            at = at < record.Length && record[at] == '"' ? Quoted(record, at) : Plain(record, at);
        }

        return [.. cells];
    }

    /// <summary>Where the next cell begins; below zero where there is none.</summary>
    private int Plain(string record, int start)
    {
        var length = record.AsSpan(start).IndexOf(delimiter);
        cells.Add(new CellSpan(start, length < 0 ? record.Length - start : length));
        return length < 0 ? -1 : start + length + 1;
    }

    private int Quoted(string record, int start)
    {
        var (close, hasDoubled) = Close(record, start + 1);
        var rest = close + 1;
        if (rest >= record.Length || record[rest] == delimiter)
        {
            var text = record.AsSpan(start + 1, close - start - 1);
            cells.Add(hasDoubled ? new CellSpan(0, 0, Undoubled(text)) : new CellSpan(start + 1, close - start - 1));
            return rest >= record.Length ? -1 : rest + 1;
        }

        var end = record.AsSpan(rest).IndexOf(delimiter);
        var tail = end < 0 ? record.AsSpan(rest) : record.AsSpan(rest, end);
        cells.Add(new CellSpan(0, 0, string.Concat(Undoubled(record.AsSpan(start + 1, close - start - 1)), tail)));
        return end < 0 ? -1 : rest + end + 1;
    }

    /// <summary>The closing quotation mark, or the end of the record where there is none.</summary>
    private static (int At, bool HasDoubled) Close(string record, int from)
    {
        var hasDoubled = false;
        for (var at = from; ; at += 2)
        {
            var found = record.AsSpan(at).IndexOf('"');
            if (found < 0)
            {
                return (record.Length, hasDoubled);
            }

            at += found;
            if (at + 1 >= record.Length || record[at + 1] != '"')
            {
                return (at, hasDoubled);
            }

            hasDoubled = true;
        }
    }

    private static string Undoubled(ReadOnlySpan<char> text) => text.ToString().Replace("\"\"", "\"", StringComparison.Ordinal);
}
