using System.Globalization;
using System.Text;
using ServerlessContacts.Contacts.Layouts;
using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Layouts;

namespace ServerlessContacts.Import.Reports;

/// <summary>
/// The rejected rows of one checkpoint as CSV: line, column, code and reason, then the row as it was, under the file's own header, with its
/// separator and in its encoding. What a
/// spreadsheet would compute bears an apostrophe, which an import takes away, and nothing else is changed, so that the file, corrected, can
/// be dropped again.
/// </summary>
/// <param name="skippedCells">The cells before each row that an earlier report has put there.</param>
internal sealed class RejectedRows(char delimiter, string encoding, int skippedCells) : IRejectedRows
{
    private readonly StringBuilder text = new();
    private bool isBegun;

    public int Length => text.Length;

    /// <summary>Rows added since they were last taken.</summary>
    public int Rows { get; private set; }

    /// <summary>The first block of a report begins with the header.</summary>
    public void Begin(IEnumerable<string> header)
    {
        isBegun = true;
        foreach (var name in LayoutCatalogue.ReportColumns.Concat(header.Skip(skippedCells)))
        {
            AppendCell(name);
        }

        text.Length--;
        text.Append("\r\n");
    }

    public void Add(SourceRow row, RowProblem problem)
    {
        text.Append(CultureInfo.InvariantCulture, $"{problem.Line ?? row.Line}").Append(delimiter);
        AppendCell(problem.Column ?? "");
        AppendCell(problem.Code);
        AppendCell(problem.Reason);
        AppendRow(row);
        text.Append("\r\n");
        Rows++;
    }

    public IReadOnlyList<(string Report, byte[] Block)> Take()
    {
        Rows = 0;
        byte[] bytes = [.. isBegun ? TextEncodings.MarkOf(encoding) : [], .. TextEncodings.Get(encoding).GetBytes(text.ToString())];
        text.Clear();
        isBegun = false;
        return [(ReportNames.Rows, bytes)];
    }

    /// <summary>
    /// A row that is whole and computes nothing is repeated to the letter. One that is not (an open quotation mark would swallow the rows
    /// after it), or that comes from such a
    /// report itself, is put together from its cells.
    /// </summary>
    private void AppendRow(SourceRow row)
    {
        if (row.Problem is null && skippedCells == 0 && !HasFormula(row))
        {
            text.Append(row.Raw);
            return;
        }

        foreach (var cell in row.Cells.Skip(skippedCells))
        {
            AppendCell(cell.Replace(TextEncodings.Broken, '\uFFFD'));
        }

        text.Length--;
    }

    private static bool HasFormula(SourceRow row)
    {
        for (var index = 0; index < row.Count; index++)
        {
            if (FormulaGuard.IsComputed(row.Cell(index)))
            {
                return true;
            }
        }

        return false;
    }

    private void AppendCell(string cell)
    {
        cell = FormulaGuard.IsComputed(cell) ? FormulaGuard.Protect(cell) : cell;
        if (cell.AsSpan().IndexOfAny([delimiter, '"', '\r', '\n']) >= 0)
        {
            text.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }
        else
        {
            text.Append(cell);
        }

        text.Append(delimiter);
    }
}
