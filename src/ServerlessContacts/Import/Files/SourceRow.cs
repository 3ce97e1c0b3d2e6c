using ServerlessContacts.Contacts.VCards;

namespace ServerlessContacts.Import.Files;

/// <summary>One row of a file as it was: the line it begins on, its cells, its raw text, and what keeps it from being a row.</summary>
/// <param name="ProblemCell">The cell that the problem is in, where it is in one.</param>
internal sealed record SourceRow(int Line, string[] Cells, string Raw, RowProblem? Problem, int? ProblemCell)
{
    /// <summary>The card that the row is; null for a row of cells.</summary>
    public VCard? Card { get; init; }

    /// <summary>How much memory the row takes, about.</summary>
    public int Length => Card?.Source.Length ?? Raw.Length;

    /// <summary>Nothing but separators and blanks: no row, as spreadsheets leave them below a table.</summary>
    public bool IsBlank => Card is null && Problem is null && Array.TrueForAll(Cells, string.IsNullOrWhiteSpace);
}
