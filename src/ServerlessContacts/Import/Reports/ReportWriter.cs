using System.Text.Json;
using ServerlessContacts.Import.Files;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Import.Reports;

/// <summary>Puts an import's outcome where those see it who have the container only. Writing it again changes nothing.</summary>
public sealed class ReportWriter(ImportFiles files)
{
    public async Task WriteAsync(StoredImport import, CancellationToken cancellationToken)
    {
        foreach (var report in ReportNames.Of(import.Record))
        {
            if (import.Record.Rows.Rejected > 0)
            {
                await files.CopyReportAsync(ReportPaths.Of(import, report), ReportPaths.Beside(import.Blob, report), cancellationToken);
            }
            else
            {
                await files.DeleteReportAsync(ReportPaths.Beside(import.Blob, report), cancellationToken);
            }
        }

        await WriteAsync(ImportStorage.Reports, import.Blob, import.Record, cancellationToken);
    }

    /// <summary>Forgets the rows that were rejected so far, as all are going to be read again.</summary>
    public async Task ForgetRejectedAsync(StoredImport import, CancellationToken cancellationToken)
    {
        foreach (var report in ReportNames.All)
        {
            await files.DeleteReportAsync(ReportPaths.Of(import, report), cancellationToken);
        }
    }

    public Task WriteAsync(string container, SourceBlob blob, ImportRecord record, CancellationToken cancellationToken) =>
        files.WriteReportAsync(
            container, ReportPaths.ReportBeside(blob), JsonSerializer.SerializeToUtf8Bytes(record, StoredJson.Indented), cancellationToken);
}
