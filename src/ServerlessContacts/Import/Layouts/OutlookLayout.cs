using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Import.Layouts;

/// <summary>
/// Outlook's CSV in the languages whose headers are known. Columns are known by their headers and never by their place: after the telephones each language has its own order. Custom fields bear
/// the English header in every language, so that the same field has the same name whoever exported it.
/// </summary>
internal static class OutlookLayout
{
    /// <summary>A table of fewer of these columns is read by its words, which mean the same.</summary>
    private const int FewestKnown = 8;

    private const double LeastKnown = 0.6;

    private static readonly OutlookLanguage[] Languages =
        [OutlookLanguage.English, OutlookFrench.Language, OutlookGerman.Language, OutlookSpanish.Language, OutlookJapanese.Language];

    public static readonly string[] Ids = [.. Languages.Select(language => language.Id)];

    private static readonly string[] Online = ["Given Yomi", "Surname Yomi", "IMAddress", "Schools"];
    private static readonly string[] Google = ["Business Address", "Home Address", "Other Address", "Business Country", "Home Country"];

    public static Layout? Recognise(IReadOnlyList<string> header)
    {
        var (language, known) = Languages.Select(language => (language, Known: language.Translate(header).Count(name => name is not null))).MaxBy(read => read.Known);
        return known >= FewestKnown && known >= LeastKnown * header.Count ? Read(header, language) : null;
    }

    public static Layout? Read(IReadOnlyList<string> header, string id)
    {
        var known = id.Equals(OutlookColumns.GoogleId, StringComparison.OrdinalIgnoreCase) || id.Equals(OutlookColumns.OnlineId, StringComparison.OrdinalIgnoreCase) ? OutlookColumns.Id : id;
        var language = Array.Find(Languages, language => language.Id.Equals(known, StringComparison.OrdinalIgnoreCase));
        return language is not null && Read(header, language) is { KnownColumns: > 0 } layout ? layout : null;
    }

    private static Layout Read(IReadOnlyList<string> header, OutlookLanguage language)
    {
        var names = language.Translate(header);
        var columns = names.Select((name, index) => Column(header[index], index, name)).ToArray();
        return new Layout(IdOf(language, names), LayoutFamily.Outlook, columns, Layout.Share(names.Count(name => name is not null), header.Count)) { Dates = language.Dates };
    }

    private static LayoutColumn Column(string header, int index, string? english)
    {
        if (english is null || OutlookColumns.Find(english) is not { } column)
        {
            return HeaderDictionary.Read(header, index);
        }

        return column with { Header = header.Trim(), Label = column.Field == ColumnField.Custom ? english : column.Label };
    }

    private static string IdOf(OutlookLanguage language, IReadOnlyList<string?> names)
    {
        if (language.Id != OutlookColumns.Id)
        {
            return language.Id;
        }

        return names.Intersect(Online, StringComparer.Ordinal).Any() ? OutlookColumns.OnlineId
            : names.Intersect(Google, StringComparer.Ordinal).Any() ? OutlookColumns.GoogleId
            : language.Id;
    }
}
