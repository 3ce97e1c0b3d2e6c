using ServerlessContacts.Import.Layouts;

namespace ServerlessContacts.Import.Files;

/// <summary>What a file was found to be, or why it is none that can be imported.</summary>
internal sealed record Recognition(string Encoding, char Delimiter, string Layout, double Confidence)
{
    public static async Task<(Recognition? Found, ImportProblem? Problem)> OfAsync(FileSurvey survey, ImportOptions options)
    {
        if (survey.Problem is { } problem)
        {
            return (null, problem);
        }

        var text = TextEncodings.Get(survey.Encoding).GetString(survey.Beginning);
        var candidates = Delimiters.Candidates(text, options.Delimiter);
        if (candidates.Length == 0)
        {
            return (null, ImportProblems.UnknownDelimiter);
        }

        var headers = new List<(char Delimiter, SourceRow Row, Layout? Layout)>();
        foreach (var delimiter in candidates)
        {
            using var rows = new RowReader(new StringReader(text), delimiter);
            if (await HeaderRow.FindAsync(rows, CancellationToken.None) is { } header)
            {
                headers.Add((delimiter, header, LayoutCatalogue.Recognise(header.Cells, options.Layout)));
            }
        }

        return Judge(survey, options, headers);
    }

    private static (Recognition? Found, ImportProblem? Problem) Judge(
        FileSurvey survey, ImportOptions options, List<(char Delimiter, SourceRow Row, Layout? Layout)> headers)
    {
        if (headers.Count == 0)
        {
            return (null, ImportProblems.EmptyFile);
        }

        var (delimiter, row, layout) = headers.MaxBy(header => (header.Layout?.KnownColumns ?? 0, header.Row.Cells.Length));
        if (row.Cells.Length > LayoutCatalogue.MaxColumns)
        {
            return (null, ImportProblems.TooManyColumns);
        }

        var unknown = options.Layout is null ? ImportProblems.UnknownHeader : ImportProblems.UnknownLayout;
        return layout is null
            ? (null, unknown with { Line = row.Line })
            : (new Recognition(survey.Encoding, delimiter, layout.Id, Math.Min(survey.Confidence, layout.Confidence)), null);
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
