using ServerlessContacts.Contacts.VCards;

namespace ServerlessContacts.Import.Files;

/// <summary>Where a cell's text lies in the raw text of its row, or the text itself where it is not written there as it reads.</summary>
internal readonly record struct CellSpan(int Start, int Length, string? Text = null);

/// <summary>One row of a file as it was: the line it begins on, its raw text, its cells, and what keeps it from being a row.</summary>
/// <param name="problemCell">The cell that the problem is in, where it is in one.</param>
internal sealed class SourceRow(int line, string raw, CellSpan[] cells, RowProblem? problem = null, int? problemCell = null)
{
    public int Line => line;

    public string Raw => raw;

    public RowProblem? Problem => problem;

    public int? ProblemCell => problemCell;

    public int Count => cells.Length;

    /// <summary>The card that the row is; null for a row of cells.</summary>
    public VCard? Card { get; init; }

    /// <summary>How much memory the row takes, about.</summary>
    public int Length => Card?.Source.Length ?? raw.Length;

    /// <summary>All cells as texts; for the few rows of which all are wanted.</summary>
    public string[] Cells => [.. cells.Select(cell => cell.Text ?? raw.Substring(cell.Start, cell.Length))];

    /// <summary>Nothing but separators and blanks: no row, as spreadsheets leave them below a table.</summary>
    public bool IsBlank
    {
        get
        {
            for (var index = 0; index < cells.Length; index++)
            {
                if (!Cell(index).IsWhiteSpace())
                {
                    return false;
                }
            }

            return problem is null && Card is null;
        }
    }

    public ReadOnlySpan<char> Cell(int index) => cells[index] is var cell && cell.Text is { } text ? text : raw.AsSpan(cell.Start, cell.Length);

    /// <summary>A row of the given cells, where no raw text shows them.</summary>
    public static CellSpan[] Spans(IEnumerable<string> cells) => [.. cells.Select(cell => new CellSpan(0, 0, cell))];
}
