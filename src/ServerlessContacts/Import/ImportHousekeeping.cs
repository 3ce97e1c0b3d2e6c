using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Registering;
using ServerlessContacts.Import.Reports;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Housekeeping;

namespace ServerlessContacts.Import;

/// <summary>
/// Deletes what imports of long ago have left in blobs: files that were sent, rejected rows, plans and reports. What an import was stays,
/// as contacts name it. The import says first that they are gone, so that nothing is begun that needs them; what a death leaves then is
/// deleted by the next look.
/// </summary>
public sealed class ImportHousekeeping(
    ImportStore imports, UploadQuota quota, ImportFiles files, Retentions retentions, TimeProvider time) : IHousekeepingStep
{
    public async Task<DateTimeOffset?> RunAsync(Partition partition, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var next = DateTimeOffset.MaxValue;
        if (partition != Partition.Imports(partition.Tenant))
        {
            return next;
        }

        var (newer, kept) = (new HashSet<string>(StringComparer.Ordinal), 0L);
        await foreach (var import in imports.AllAsync(partition.Tenant, cancellationToken))
        {
            kept += KeptBytes(import);
            var (ripe, isChanged) = await LookAsync(import, newer.Add(import.Blob.ToString()), cancellationToken);
            if (isChanged && time.GetUtcNow() >= until)
            {
                return null;
            }

            next = ripe < next ? ripe : next;
        }

        await quota.SetAsync(partition.Tenant, kept, cancellationToken);
        return next;
    }

    /// <summary>After this look.</summary>
    private long KeptBytes(StoredImport import) =>
        import is { Blob.Container: ImportStorage.Uploads, Record.Undoes: null } && Due(import, time.GetUtcNow()) == KeptFiles.All
            ? import.Blob.Length
            : 0;

    /// <summary>When something of it will be beyond its time, and whether something was.</summary>
    private async Task<(
        DateTimeOffset Next, bool IsChanged)> LookAsync(StoredImport import, bool isNewest, CancellationToken cancellationToken)
    {
        var due = Due(import, time.GetUtcNow());
        if (import.Kept == due && import.Forgotten == due)
        {
            return (NextOf(import), false);
        }

        if (import.Kept != due)
        {
            if (await imports.SaveAsync(import with { Kept = due }, cancellationToken) is not { } saved)
            {
                // Somebody decides about it right now; the next look finds what has become of it.
                return (time.GetUtcNow(), false);
            }

            import = saved;
        }

        await DeleteAsync(import, isNewest, cancellationToken);
        var forgotten = import with
        {
            Forgotten = due,
            Plan = due == KeptFiles.None ? null : import.Plan,
            Report = due == KeptFiles.None ? null : import.Report
        };
        await imports.SaveAsync(forgotten, cancellationToken);
        return (NextOf(forgotten), true);
    }

    private KeptFiles Due(StoredImport import, DateTimeOffset now) =>
        !import.IsFinished ? import.Kept
        : EndOf(import) + retentions.ImportReports <= now ? KeptFiles.None
        : import.Kept == KeptFiles.All && !import.CanBeApplied && EndOf(import) + retentions.SentFiles <= now ? KeptFiles.Reports
        : import.Kept;

    private DateTimeOffset NextOf(StoredImport import) =>
        import.Kept == KeptFiles.None ? DateTimeOffset.MaxValue
        : import.Kept == KeptFiles.All && !import.CanBeApplied ? EndOf(import) + retentions.SentFiles
        : EndOf(import) + retentions.ImportReports;

    private static DateTimeOffset EndOf(StoredImport import) => import.Record.Finished ?? import.Saved;

    private async Task DeleteAsync(StoredImport import, bool isNewest, CancellationToken cancellationToken)
    {
        // Dropped files are whoever's who dropped them. An import that takes another back has no file.
        if (import is { Blob.Container: ImportStorage.Uploads, Record.Undoes: null })
        {
            await files.DeleteSentAsync(import.Blob.Path, cancellationToken);
        }

        if (import.Kept == KeptFiles.None)
        {
            string[] own = [.. ReportNames.All, ImportLists.Plan, ImportLists.Report];
            string[] beside = isNewest
                ? [.. ReportNames.All.Select(report => ReportPaths.Beside(import.Blob, report)), ReportPaths.ReportBeside(import.Blob)]
                : [];
            foreach (var path in own.Select(report => ReportPaths.Of(import, report)).Concat(beside))
            {
                await files.DeleteReportAsync(path, cancellationToken);
            }
        }
    }
}
