using ServerlessContacts.Import.Layouts;

namespace ServerlessContacts.Import.Files;

/// <summary>The header and the first rows of a file, cut by one of the separators that it may have.</summary>
internal sealed record FileSample(char Delimiter, SourceRow Header, IReadOnlyList<SourceRow> Rows)
{
    /// <summary>Enough to see what columns hold and how dates are written.</summary>
    private const int MostRows = 200;

    public Layout? Layout { get; init; }

    /// <summary>The share of rows with as many cells as the header has, where that is more than one.</summary>
    public double Evenness { get; } = Header.Count < 2 ? 0 : Rows.Count == 0 ? 1 : (double)Rows.Count(row => row.Count == Header.Count) / Rows.Count;

    public static async Task<FileSample?> TakeAsync(FileSurvey survey, char delimiter)
    {
        var text = TextEncodings.Get(survey.Encoding).GetString(survey.Beginning);
        var reader = new RowReader(new StringReader(text), delimiter);
        if (await HeaderRow.FindAsync(reader, CancellationToken.None) is not { } header)
        {
            return null;
        }

        var rows = new List<SourceRow>();
        while (rows.Count < MostRows && await reader.ReadAsync(CancellationToken.None) is { } row)
        {
            if (!row.IsBlank)
            {
                rows.Add(row);
            }
        }

        // The last row may be cut.
        return new FileSample(delimiter, header, survey.Beginning.Length == FileSurvey.BeginningBytes && rows.Count < MostRows ? rows.SkipLast(1).ToList() : rows);
    }

    /// <summary>1 where the separator was said or no other makes known columns; else as even as the rows are.</summary>
    public double DelimiterConfidence(IReadOnlyList<FileSample> all)
    {
        var known = Layout?.KnownColumns ?? 0;
        var isOnly = all.Count == 1 || all.All(other => other == this || other.Header.Count == 1);
        var next = all.Where(other => other != this).Select(other => other.Layout?.KnownColumns ?? 0).DefaultIfEmpty().Max();
        return isOnly || (known >= 2 && known >= 2 * next) ? 1 : Math.Round(Math.Max(0.3, Math.Min(0.9, Evenness)), 2);
    }
}

/// <summary>The separators that files use, and their names.</summary>
internal static class Delimiters
{
    private static readonly char[] Known = [',', ';', '\t'];

    /// <summary>What may separate the cells: what was demanded, else what the first line says, else all that is known.</summary>
    public static char[] Candidates(string text, string? demanded)
    {
        if (demanded is not null)
        {
            return Parse(demanded) is { } named ? [named] : [];
        }

        var firstLine = text.AsSpan(0, Math.Max(text.AsSpan().IndexOfAny('\r', '\n'), 0)).ToString();
        return HeaderRow.Separator(firstLine) is { } said ? [said] : Known;
    }

    public static IReadOnlyList<string> Names => [.. Known.Select(Name)];

    public static string Name(char delimiter) => delimiter switch
    {
        ',' => "comma",
        ';' => "semicolon",
        '\t' => "tab",
        _ => delimiter.ToString(),
    };

    public static char Get(string name) => Parse(name) ?? name[0];

    private static char? Parse(string name) => name.ToUpperInvariant() switch
    {
        "COMMA" or "," => ',',
        "SEMICOLON" or ";" => ';',
        "TAB" or "\t" => '\t',
        _ => null,
    };
}
