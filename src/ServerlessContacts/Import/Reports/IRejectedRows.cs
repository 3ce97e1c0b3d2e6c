using ServerlessContacts.Import.Cards;
using ServerlessContacts.Import.Files;

namespace ServerlessContacts.Import.Reports;

/// <summary>Gathers rejected rows in the forms in which they are given back.</summary>
internal interface IRejectedRows
{
    /// <summary>What is held, in characters or bytes.</summary>
    int Length { get; }

    /// <summary>Rows added since they were last taken.</summary>
    int Rows { get; }

    void Add(SourceRow row, RowProblem problem);

    /// <summary>The next block of each report, by the report's name (<see cref="ReportNames"/>), and forgets what was held.</summary>
    IReadOnlyList<(string Report, byte[] Block)> Take();
}

/// <summary>The files in which an import's rejected rows are given back.</summary>
internal static class ReportNames
{
    public const string Rows = "rejected.csv";

    /// <summary>The cards themselves, of imports whose rows are cards.</summary>
    public const string Cards = "rejected.vcf";

    public static readonly string[] All = [Rows, Cards];

    public static IReadOnlyList<string> Of(ImportRecord import) => import.Layout is CardFiles.Layout or LdifFiles.Layout ? All : [Rows];
}
