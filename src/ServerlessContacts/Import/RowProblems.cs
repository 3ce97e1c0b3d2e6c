namespace ServerlessContacts.Import;

/// <summary>Why one row was not imported: a stable code and a sentence; the column is named by its header.</summary>
public sealed record RowProblem(string Code, string Reason)
{
    public string? Column { get; init; }

    /// <summary>Where it is not the line that the row begins on.</summary>
    public int? Line { get; init; }

    public RowProblem At(string? column) => this with { Column = column };
}

/// <summary>Every reason of a file's own; those of values are named where values are checked (<c>PhoneProblems</c>, <c>EmailProblems</c>, <c>ContactMessages</c>).</summary>
public static class RowProblems
{
    public static readonly RowProblem UnterminatedQuote = new("unterminated-quote", "A quotation mark is opened here and never closed.");

    public static readonly RowProblem TooLarge = new("row-too-large", "The row is longer than 512 Ki characters, or one of its cells longer than 256 Ki.");

    public static readonly RowProblem NulCharacter = new("nul-character", "The cell holds a NUL character.");

    public static readonly RowProblem BrokenEncoding = new("broken-encoding", "The cell holds bytes that are no character in the file's encoding.");

    public static readonly RowProblem TooManyCells = new("too-many-cells", "The row has more cells than the header row; a separator inside a value needs quotes around it.");

    public static readonly RowProblem UnknownAction = new("unknown-action", "Expected add, modify or delete.");

    public static readonly RowProblem NotInternational = new("phone-not-international",
        "In this layout a number begins with + and the country's code, or is complete as dialled in the tenant's country.");

    public static readonly RowProblem NumbersUnsure = new("phone-several-unsure",
        "Expected one telephone number, found what may be several or one with several endings, so it was kept as it is. "
        + "Give each number a column or property of its own.");

    public static readonly RowProblem Ambiguous = new("ambiguous-match", "Several contacts fit this row equally well, so none was changed.");

    public static readonly RowProblem NoMatch = new("no-match", "No contact fits this row, so there is nothing to modify or delete.");

    public static readonly RowProblem FieldsLeftOut = new("columns-left-out",
        "Expected at most 200 values in columns that no field is for, found more, so this one and those behind it were left out.");

    public static readonly RowProblem InternalEmail = new("internal-email", "The row would change the e-mail address of an internal contact, which only an administrator does.");

    public static readonly RowProblem ChangedSincePlan = new("changed-since-plan", "The contact has changed since the import was planned, so it was not deleted.");

    /// <summary>Several numbers in one value, each of which became a number.</summary>
    public static RowProblem NumbersCut(int count) =>
        new("phone-several", $"Expected one telephone number, found {count}, so each became a number of its own.");

    public static RowProblem Duplicate(int firstLine) => new("duplicate-row", $"The row stands for the same contact as the row on line {firstLine}.");
}
