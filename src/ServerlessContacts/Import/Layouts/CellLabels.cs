using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Import.Layouts;

/// <summary>Labels as producers write them: of a value, with a mark on the default's, and of the contact itself.</summary>
internal static class CellLabels
{
    private const char Star = '*';

    /// <summary>The label of a value, and whether it is marked as the default's. A mark alone is no label.</summary>
    public static (string? Label, bool IsDefault) ReadMarked(string written, LayoutFamily family)
    {
        var isMarked = written[0] == Star && (written.Length == 1 || written[1] == ' ');
        var label = isMarked ? written.AsSpan(1).TrimStart() : written;
        return (label.IsEmpty ? null : family == LayoutFamily.Google ? ColumnLabels.FromGoogle(label) : label.ToString(), isMarked);
    }

    /// <summary>The labels of a contact. Google's group of all contacts is none, its star is one, and its other groups of its own count by their names.</summary>
    public static IReadOnlyList<string> Read(string cell, LayoutFamily family) => family switch
    {
        LayoutFamily.Own => cell.Split(OwnColumns.LabelSeparator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        LayoutFamily.Google => [.. Parts(CellText.SplitTriple(cell)).Where(label => !GoogleColumns.IsEverybody(label)).Select(WithoutMark)],
        LayoutFamily.Outlook =>
        [
            .. Parts(CellText.Split(cell, ';')).Where(label => !GoogleColumns.IsEverybody(label))
                .Select(label => WithoutMark(Starred(label))),
        ],
        _ => [.. Parts(CellText.Split(cell, ';'))],
    };

    private static IEnumerable<string> Parts(Values values) => Enumerable.Range(0, values.Count).Select(index => values[index]);

    /// <summary>Google's CSV for Outlook names its groups without the mark.</summary>
    private static string Starred(string label) => Star + " " + label == GoogleColumns.Starred ? GoogleColumns.Starred : label;

    private static string WithoutMark(string label) => label == GoogleColumns.Starred ? GoogleColumns.StarredLabel
        : label.StartsWith(GoogleColumns.Mark, StringComparison.Ordinal) ? label[GoogleColumns.Mark.Length..]
        : label;
}
