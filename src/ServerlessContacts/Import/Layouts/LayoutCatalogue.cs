using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Import.Layouts;

/// <summary>The layouts that are known, the most particular first.</summary>
internal static class LayoutCatalogue
{
    /// <summary>Far more than any exporter writes; a row of more cells is no header of contacts.</summary>
    public const int MaxColumns = 1000;

    private const double LeastOfDemanded = 0.5;

    /// <summary>
    /// What a report of rejected rows puts before each row. Passed over where all four lead the header row, so that such a file, corrected, can be dropped again.
    /// </summary>
    public static readonly string[] ReportColumns = ["line", "column", "code", "reason"];

    private static readonly Func<IReadOnlyList<string>, Layout?>[] Known =
        [OwnLayout.Recognise, GoogleLayout.Recognise, SixColumns.Recognise, OutlookLayout.Recognise, NamedHeaders.Recognise];

    /// <summary>What may be asked for as a layout.</summary>
    public static readonly string[] Ids =
    [
        OwnColumns.Id, GoogleColumns.Id, GoogleColumns.OldId, OutlookColumns.GoogleId, OutlookColumns.OnlineId, .. OutlookLayout.Ids, SixColumns.Id, NamedHeaders.Id,
    ];

    /// <summary>The layout of a header row, or null where it is unknown or not the demanded one.</summary>
    /// <param name="mapping">Decides what the columns are that it names; the others are read as <see cref="NamedHeaders"/> reads them.</param>
    public static Layout? Recognise(string[] header, string? demanded = null, ColumnMapping? mapping = null)
    {
        string[] cells = [.. WithoutEmptyEnd(header).Select(cell => FormulaGuard.Unprotect(cell).ToString())];
        var skipped = StartsWithReport(cells) ? ReportColumns.Length : 0;
        var own = cells[skipped..];
        var layout = mapping is null ? Find(own, demanded) : MappedHeaders.Apply(mapping, own);
        return skipped == 0 || layout is null
            ? layout
            : layout with { Columns = [.. ReportColumns.Select(name => new LayoutColumn(name, ColumnField.Ignored)), .. layout.Columns], ReportColumns = skipped };
    }

    private static Layout? Find(string[] header, string? demanded) => demanded is null
        ? Known.Select(recognise => recognise(header)).FirstOrDefault(found => found is not null)
        : Demanded(header, demanded);

    /// <summary>Who names a layout knows better than a count of headers: it need not be the likeliest, but must know most of the columns.</summary>
    private static Layout? Demanded(string[] header, string id) => Read(header, id) is { Confidence: > LeastOfDemanded } layout ? layout : null;

    private static Layout? Read(string[] header, string id) => id.ToUpperInvariant() switch
    {
        "OWN" => OwnLayout.Recognise(header),
        "GOOGLE" or "GOOGLE-OLD" => GoogleLayout.Read(header),
        "SIX-COLUMNS" => SixColumns.Recognise(header),
        "NAMED" => NamedHeaders.Recognise(header),
        _ => OutlookLayout.Read(header, id),
    };

    private static bool StartsWithReport(string[] header) =>
        header.Length > ReportColumns.Length && header.Take(ReportColumns.Length).SequenceEqual(ReportColumns, StringComparer.OrdinalIgnoreCase);

    /// <summary>A comma at the end of the line makes an empty header.</summary>
    private static string[] WithoutEmptyEnd(string[] header) => header[..(Array.FindLastIndex(header, cell => !string.IsNullOrWhiteSpace(cell)) + 1)];
}
