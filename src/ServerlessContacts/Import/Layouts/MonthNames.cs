using System.Collections.Frozen;

namespace ServerlessContacts.Import.Layouts;

/// <summary>
/// The names of months and their usual abbreviations in English, German, French, Spanish and Italian, without accents. Japanese numbers its
/// months.
/// </summary>
internal static class MonthNames
{
    private static readonly string[] Names =
    [
        "january jan januar janner jaenner janvier janv enero ene gennaio gen",
        "february feb februar feber fevrier fevr fev febrero febbraio febb",
        "march mar marz maerz mrz mars marzo",
        "april apr avril avr abril abr aprile",
        "may mai mayo maggio mag",
        "june jun juni juin junio giugno giu",
        "july jul juli juillet juil julio luglio lug",
        "august aug aout agosto ago",
        "september sep sept septembre septiembre setiembre settembre set sett",
        "october oct oktober okt octobre octubre ottobre ott",
        "november nov novembre noviembre",
        "december dec dezember dez decembre diciembre dic dicembre",
    ];

    private static readonly FrozenDictionary<string, int> Numbers = Names
        .SelectMany((names, index) => names.Split(' ').Select(name => KeyValuePair.Create(name, index + 1)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>From 1; null for no month.</summary>
    public static int? NumberOf(string folded) => Numbers.TryGetValue(folded, out var number) ? number : null;
}
