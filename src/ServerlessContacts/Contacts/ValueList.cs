namespace ServerlessContacts.Contacts;

/// <summary>
/// Cuts a cell that holds several values: a bar (also full-width), <c>:::</c> as Google's exports write it, or a line break.
/// Separators between double quotes are text, but a quote that is never closed protects nothing.
/// </summary>
internal static class ValueList
{
    private const string Triple = ":::";

    /// <summary>The trimmed parts that are not blank. <paramref name="alsoSeparator"/> is one more separator of the caller's format.</summary>
    public static List<string> Split(string cell, char alsoSeparator = '|')
    {
        var parts = new List<string>(1);
        var start = 0;
        for (var i = 0; i < cell.Length; i++)
        {
            i = SkipQuoted(cell, i);
            if (SeparatorLength(cell, i, alsoSeparator) is var length and > 0)
            {
                Add(parts, cell, start, i);
                start = i + length;
                i = start - 1;
            }
        }
        Add(parts, cell, start, cell.Length);
        return parts;
    }

    private static int SkipQuoted(string cell, int at)
    {
        if (cell[at] != '"')
            return at;
        var closing = cell.IndexOf('"', at + 1);
        return closing < 0 ? at : closing;
    }

    private static int SeparatorLength(string cell, int at, char alsoSeparator)
    {
        var c = cell[at];
        if (c is '|' or '｜' or '\n' or '\r' || WrittenText.Narrow(c) == alsoSeparator)
            return 1;
        return c == ':' && cell.AsSpan(at).StartsWith(Triple, StringComparison.Ordinal) ? Triple.Length : 0;
    }

    private static void Add(List<string> parts, string cell, int start, int end)
    {
        var part = cell.AsSpan(start, end - start).Trim();
        if (!part.IsEmpty)
            parts.Add(part.Length == cell.Length ? cell : part.ToString());
    }
}
