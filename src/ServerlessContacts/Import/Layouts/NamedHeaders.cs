using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Import.Layouts;

/// <summary>Columns in any order, each known by its header; what no word is known for is kept as a custom field.</summary>
internal static class NamedHeaders
{
    public const string Id = "named";

    /// <summary>What makes a table one of contacts: without any of these a row could not be told from another.</summary>
    private static readonly ColumnField[] Telling =
        [ColumnField.FullName, ColumnField.GivenName, ColumnField.FamilyName, ColumnField.Email, ColumnField.Phone, ColumnField.Company];

    /// <summary>Beside these a column named "Nom" or "Name" holds the family name, unless another one does.</summary>
    private static readonly string[] GivenNameWords = ["prenom", "vorname"];

    public static Layout? Recognise(IReadOnlyList<string> header)
    {
        LayoutColumn[] columns = [.. header.Select(HeaderDictionary.Read)];
        if (!IsOfContacts(columns))
        {
            return null;
        }

        var known = columns.Count(column => column.Field != ColumnField.Custom || column.Label is not null);
        return new Layout(Id, LayoutFamily.Plain, WithFamilyName(columns), known == columns.Length ? 1 : 0.5 + (0.5 * known / columns.Length)) { Dates = Dates(columns) };
    }

    public static bool IsOfContacts(IEnumerable<LayoutColumn> columns) => columns.Any(column => Telling.Contains(column.Field));

    private static LayoutColumn[] WithFamilyName(LayoutColumn[] columns)
    {
        var isSplit = Array.Exists(columns, column => column.Field == ColumnField.GivenName && GivenNameWords.Contains(HeaderText.Fold(column.Header), StringComparer.Ordinal));
        return isSplit && !Array.Exists(columns, column => column.Field == ColumnField.FamilyName)
            ? [.. columns.Select(column => column.Field == ColumnField.FullName ? column with { Field = ColumnField.FamilyName } : column)]
            : columns;
    }

    /// <summary>Where headers are in English, as in the United States; else as in Europe.</summary>
    private static DateOrder Dates(LayoutColumn[] columns) =>
        columns.Where(column => column.Field == ColumnField.Birthday).All(column => HeaderText.Fold(column.Header) is "birthday" or "date of birth") ? DateOrder.MonthFirst : DateOrder.DayFirst;
}
