namespace ServerlessContacts.Import.Reports;

/// <summary>Where the outcome of an import lies in container <see cref="ImportStorage.Reports"/>.</summary>
internal static class ReportPaths
{
    /// <summary>The import's own, which no later import of the same file replaces.</summary>
    public static string Of(StoredImport import, string report) => $"{import.Tenant}/{import.Record.Id}/{report}";

    /// <summary>Beside the path of the file, for those who know nothing else.</summary>
    public static string Beside(SourceBlob blob, string report) => $"{blob.Path}.{report}";

    public static string ReportBeside(SourceBlob blob) => $"{blob.Path}.report.json";
}
