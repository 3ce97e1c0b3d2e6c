namespace ServerlessContacts.Import.Layouts;

/// <summary>The layouts that are known, the most particular first.</summary>
internal static class LayoutCatalogue
{
    /// <summary>Far more than any exporter writes; a row of more cells is no header of contacts.</summary>
    public const int MaxColumns = 1000;

    /// <summary>
    /// What a report of rejected rows puts before each row. Passed over where all four lead the header row, so that such a file, corrected, can be dropped again.
    /// </summary>
    public static readonly string[] ReportColumns = ["line", "column", "code", "reason"];

    private static readonly (string Id, Func<IReadOnlyList<string>, Layout?> Recognise)[] Known =
        [(SixColumns.Id, SixColumns.Recognise), (NamedHeaders.Id, NamedHeaders.Recognise)];

    /// <summary>The layout of a header row, or null where it is unknown or not the demanded one.</summary>
    public static Layout? Recognise(string[] header, string? demanded = null)
    {
        var cells = WithoutEmptyEnd(header);
        var skipped = StartsWithReport(cells) ? ReportColumns.Length : 0;
        var own = cells[skipped..];
        var layout = Known
            .Where(known => demanded is null || string.Equals(known.Id, demanded, StringComparison.OrdinalIgnoreCase))
            .Select(known => known.Recognise(own))
            .FirstOrDefault(found => found is not null);
        return skipped == 0 || layout is null
            ? layout
            : layout with { Columns = [.. ReportColumns.Select(name => new Column(name, Target.Ignored)), .. layout.Columns] };
    }

    private static bool StartsWithReport(string[] header) =>
        header.Length > ReportColumns.Length && header.Take(ReportColumns.Length).SequenceEqual(ReportColumns, StringComparer.OrdinalIgnoreCase);

    /// <summary>A comma at the end of the line makes an empty header.</summary>
    private static string[] WithoutEmptyEnd(string[] header) => header[..(Array.FindLastIndex(header, cell => !string.IsNullOrWhiteSpace(cell)) + 1)];
}
