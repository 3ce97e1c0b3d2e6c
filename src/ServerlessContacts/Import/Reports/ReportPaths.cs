namespace ServerlessContacts.Import.Reports;

/// <summary>Where the outcome of an import lies in container <see cref="ImportStorage.Reports"/>.</summary>
internal static class ReportPaths
{
    /// <summary>The import's own, which no later import of the same file replaces.</summary>
    public static string RejectedOf(StoredImport import) => $"{import.Tenant}/{import.Record.Id}/rejected.csv";

    /// <summary>Beside the path of the file, for those who know nothing else.</summary>
    public static string RejectedBeside(SourceBlob blob) => $"{blob.Path}.rejected.csv";

    public static string ReportBeside(SourceBlob blob) => $"{blob.Path}.report.json";
}
