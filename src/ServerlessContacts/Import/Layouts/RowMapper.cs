using ServerlessContacts.Contacts;
using ServerlessContacts.Import.Files;

namespace ServerlessContacts.Import.Layouts;

/// <summary>Turns the cells of a layout's rows into contacts.</summary>
internal sealed class RowMapper(Layout layout, PhoneParser phones) : IRowMapper
{
    public bool HasActions => layout.HasActions;

    public RowDraft Map(SourceRow row) => Fill(row, null).Draft();

    public RowProblem Locate(SourceRow row, RowProblem problem) => problem.At(layout.HeaderOf(row.ProblemCell));

    public RowProblem Locate(SourceRow row, FieldProblem problem) => new RowProblem(problem.Code, problem.Message).At(ColumnOf(row, problem.Field));

    /// <summary>
    /// The header of the column that a problem with a field of the draft is about (<c>phones[1].number</c>). Found by mapping the row again, as most
    /// rows have no problem and should not pay for those that have.
    /// </summary>
    private string? ColumnOf(SourceRow row, string field)
    {
        var origins = new Dictionary<string, string>(StringComparer.Ordinal);
        Fill(row, origins);
        for (var path = field; path.Length > 0; path = path[..Math.Max(path.LastIndexOf('.'), 0)])
        {
            if (origins.TryGetValue(path, out var header))
            {
                return header;
            }
        }

        return null;
    }

    private DraftBuilder Fill(SourceRow row, Dictionary<string, string>? origins)
    {
        var builder = new DraftBuilder(layout.DemandsWholeNumbers ? phones : null, origins);
        for (var index = 0; index < row.Cells.Length; index++)
        {
            var cell = CellText.Clean(row.Cells[index]);
            if (cell.Length > 0)
            {
                builder.Add(index < layout.Columns.Count ? layout.Columns[index] : null, index, cell);
            }
        }

        return builder;
    }
}

/// <summary>What a cell says.</summary>
internal static class CellText
{
    /// <summary>
    /// Without blanks around it, and without the apostrophe that exporters put before what a spreadsheet would take for a formula, and that is no part of
    /// the value.
    /// </summary>
    public static string Clean(string cell)
    {
        var text = cell.Trim();
        return text is ['\'', '=' or '+' or '-' or '@', ..] ? text[1..] : text;
    }
}
