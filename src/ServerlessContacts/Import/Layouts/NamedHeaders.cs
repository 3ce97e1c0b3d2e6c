using ServerlessContacts.Contacts.Layouts;

namespace ServerlessContacts.Import.Layouts;

/// <summary>Columns in any order, each known by its header; what no word is known for is kept as a custom field.</summary>
internal static class NamedHeaders
{
    public const string Id = "named";

    /// <summary>What makes a table one of contacts: without any of these a row could not be told from another.</summary>
    private static readonly ColumnField[] Telling =
        [ColumnField.FullName, ColumnField.GivenName, ColumnField.FamilyName, ColumnField.Email, ColumnField.Phone, ColumnField.Company];

    private static readonly string[] EnglishBirthdays = ["birthday", "date of birth", "birthdate", "birth date", "dob"];

    public static Layout? Recognise(IReadOnlyList<string> header)
    {
        LayoutColumn[] columns = [.. header.Select(HeaderDictionary.Read)];
        if (!IsOfContacts(columns))
        {
            return null;
        }

        var known = columns.Count(column => column.Field != ColumnField.Custom || column.Label is not null);
        var share = known == columns.Length ? 1 : 0.5 + (0.5 * known / columns.Length);
        return new Layout(Id, LayoutFamily.Plain, NamedColumns.Settle(columns), share) { Dates = Dates(columns) };
    }

    public static bool IsOfContacts(IEnumerable<LayoutColumn> columns) => columns.Any(column => Telling.Contains(column.Field));

    /// <summary>Where headers are in English, as in the United States; else as in Europe.</summary>
    private static DateOrder Dates(LayoutColumn[] columns) =>
        columns.Where(column => column.Field == ColumnField.Birthday)
            .All(column => EnglishBirthdays.Contains(HeaderText.Fold(column.Header), StringComparer.Ordinal))
            ? DateOrder.MonthFirst
            : DateOrder.DayFirst;
}
