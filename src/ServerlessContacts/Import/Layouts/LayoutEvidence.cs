using System.Globalization;
using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Import.Layouts;

/// <summary>The headers that speak for a layout, and those that speak against it.</summary>
internal sealed record LayoutEvidence(IReadOnlyList<string> Known, IReadOnlyList<string> Unknown)
{
    private const int MaxHeaders = 20;
    private const int MaxLetters = 100;

    public static LayoutEvidence Of(Layout layout)
    {
        var columns = layout.Columns.Select((column, index) => (IsKnown: IsKnown(column), Name: NameOf(column.Header, index)))
            .Skip(layout.ReportColumns).ToLookup(named => named.IsKnown, named => named.Name);
        return new LayoutEvidence([.. columns[true]], [.. columns[false]]);
    }

    /// <summary>So many of them that a record has room for them.</summary>
    public static IReadOnlyList<string> First(IReadOnlyList<string> headers) => [.. headers.Take(MaxHeaders)];

    /// <summary>How many there are, and which the first are.</summary>
    public static string Describe(IReadOnlyList<string> headers)
    {
        var more = headers.Count - MaxHeaders;
        var end = more > 0 ? string.Create(CultureInfo.InvariantCulture, $", and {more} more") : "";
        return $"({string.Join(", ", headers.Take(MaxHeaders))}{end})";
    }

    private static bool IsKnown(LayoutColumn column) => column.Field != ColumnField.Custom || column.Label is not null;

    private static string NameOf(string header, int index) =>
        header.Length == 0 ? string.Create(CultureInfo.InvariantCulture, $"column {index + 1}") : TextCut.Shown(MaxLetters, header);
}
