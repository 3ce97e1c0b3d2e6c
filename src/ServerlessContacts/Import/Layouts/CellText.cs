using System.Buffers;
using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Import.Layouts;

/// <summary>What a cell says.</summary>
internal static class CellText
{
    /// <summary>Whatever may separate values in a cell; without any of these and <see cref="Triple"/> there is one.</summary>
    private static readonly SearchValues<char> Separators = SearchValues.Create("|｜\n\r;；\"");

    /// <summary>A colon alone separates nothing: every web address has one.</summary>
    private const string Triple = ":::";

    /// <summary>Without blanks around it, and without the apostrophe that exports put before what a spreadsheet would take for a formula.</summary>
    public static ReadOnlySpan<char> Clean(ReadOnlySpan<char> cell) => FormulaGuard.Unprotect(cell.Trim());

    /// <summary>The values of a cell: separated as people separate them.</summary>
    public static Values Split(string cell, char alsoSeparator = '|') =>
        cell.AsSpan().ContainsAny(Separators) || cell.Contains(Triple, StringComparison.Ordinal)
            ? new Values(cell, ValueList.Split(cell, alsoSeparator))
            : new Values(cell, null);

    /// <summary>The same; in our own export a cell is one value, whatever is in it.</summary>
    public static Values Split(string cell, LayoutFamily family, char alsoSeparator = '|') =>
        family == LayoutFamily.Own ? new Values(cell, null) : Split(cell, alsoSeparator);

    /// <summary>The values of a cell of which only Google's separator, blanks included, is none of the value's own characters.</summary>
    public static Values SplitTriple(string cell) =>
        cell.Contains(GoogleColumns.Separator, StringComparison.Ordinal)
            ? new Values(cell, [.. cell.Split(GoogleColumns.Separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)])
            : new Values(cell, null);
}

/// <summary>One value or several; most cells hold one, and then nothing is allocated for it.</summary>
internal readonly struct Values(string only, List<string>? several)
{
    public int Count => several?.Count ?? 1;

    public string this[int index] => several is null ? only : several[index];
}
