using ServerlessContacts.Import.Layouts;

namespace ServerlessContacts.Import;

/// <summary>
/// Something about a file, or about one of its values, that does not keep it from being imported: a stable code, a sentence, and which
/// parameter with which values would settle it.
/// </summary>
public sealed record ImportWarning(string Code, string Message)
{
    /// <summary>The parameter of <c>POST /api/imports</c> that settles it.</summary>
    public string? Parameter { get; init; }

    /// <summary>What the parameter may be, the likeliest first.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>The first of the headers that the layout has.</summary>
    public IReadOnlyList<string>? Known { get; init; }

    /// <summary>The first of the headers that no field is for.</summary>
    public IReadOnlyList<string>? Unknown { get; init; }

    /// <summary>Where it is about one value: the line that this stands on.</summary>
    public int? Line { get; init; }

    /// <summary>The header or property of the value.</summary>
    public string? Column { get; init; }
}

/// <summary>Every warning of a file, in one place, so that records, tests and documents name the same ones.</summary>
public static class ImportWarnings
{
    public static readonly ImportWarning CharactersLost = new("characters-lost",
        "Some values hold question marks where characters seem to be missing: the program that wrote the file could not write them. Export it again as UTF-8.");

    /// <summary>A value that is not what it should be and was kept as a text.</summary>
    internal static ImportWarning OfValue(RowProblem problem, int row) => new(problem.Code, problem.Reason) { Line = problem.Line ?? row, Column = problem.Column };

    public static ImportWarning EncodingUnsure(string taken, IReadOnlyList<string> choices) =>
        new("encoding-unsure", $"The file was read as {taken}, which is not certain. Say its encoding where that is wrong.") { Parameter = "encoding", Choices = choices };

    public static ImportWarning DelimiterUnsure(string taken, IReadOnlyList<string> choices) =>
        new("delimiter-unsure", $"The cells were separated at each {taken}, which is not certain. If columns are wrong, import the file again and say its delimiter.")
        {
            Parameter = "delimiter",
            Choices = choices,
        };

    /// <param name="taken">The layout.</param>
    /// <param name="line">The number of the header row's line.</param>
    /// <param name="known">The headers that speak for the layout.</param>
    /// <param name="unknown">Those that speak against it.</param>
    /// <param name="choices">The layouts that may be said.</param>
    public static ImportWarning LayoutUnsure(
        string taken, string line, IReadOnlyList<string> known, IReadOnlyList<string> unknown, IReadOnlyList<string> choices) =>
        new("layout-unsure",
            $"Line {line}: expected headers of layout {taken}, found {known.Count} {LayoutEvidence.Describe(known)} "
            + $"and {unknown.Count} that it has no field for {LayoutEvidence.Describe(unknown)}, whose values are kept as custom fields. "
            + "If that is wrong, say the layout or give a mapping.")
        {
            Parameter = "layout",
            Choices = choices,
            Known = LayoutEvidence.First(known),
            Unknown = LayoutEvidence.First(unknown),
        };

    public static ImportWarning DatesUnsure(DateOrder taken) =>
        new("dates-unsure", $"Dates such as 3/4/1980 were read {(taken == DateOrder.DayFirst ? "day" : "month")} first; no date in the file shows which it is. Written as 1980-04-03 they are certain.");
}
