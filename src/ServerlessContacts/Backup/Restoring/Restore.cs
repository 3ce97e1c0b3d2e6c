using ServerlessContacts.Store;
using ServerlessContacts.Store.Blobs;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Backup.Restoring;

/// <summary>
/// Puts a backup into an empty account that no service runs on. Everything is verified before anything is written; whoever dies in between begins anew and goes on; whoever repeats what is done changes nothing.
/// </summary>
public sealed class Restore(
    ITable table, IPartitionKeys partitions, RowCatalog catalog, BackupAccount account,
    BackupSources sources, Backups backups, TimeProvider time)
{
    /// <summary>So many records may be repeated after a death; each look at how far it has come costs a write.</summary>
    private const int RecordsPerMark = 20_000;

    private readonly HousekeepingCalendar calendar = new(table);
    private readonly RestoreMarks marks = new(table);

    public async Task<RestoreResult> RunAsync(RestoreRequest request, IProgress<RestoreProgress> progress, CancellationToken cancellationToken)
    {
        if (await backups.FindAsync(request.Backup, cancellationToken) is not { } backup)
        {
            return new RestoreResult.NotFound();
        }

        if (backup.Format != BackupManifest.CurrentFormat)
        {
            return new RestoreResult.OtherFormat(backup.Format);
        }

        var mark = await marks.ReadAsync(cancellationToken);
        if (mark is null ? await partitions.NextAsync("", cancellationToken) is not null : !mark.IsOf(request, backup.Id))
        {
            return new RestoreResult.NotEmpty();
        }

        mark ??= new RestoreMark(backup.Id, request.Tenant, time.GetUtcNow());
        if (mark.Finished is null)
        {
            try
            {
                await VerifyAsync(backup, mark, progress, cancellationToken);
            }
            catch (InvalidDataException damaged)
            {
                return new RestoreResult.Damaged(damaged.Message);
            }

            if (mark.Tenant is { } tenant && !await HoldsAsync(backup, tenant, cancellationToken))
            {
                return new RestoreResult.NoSuchTenant();
            }

            mark = await PutRowsAsync(backup, mark, progress, cancellationToken);
            mark = await PutBlobsAsync(mark, progress, cancellationToken);
        }

        return new RestoreResult.Restored(backup, mark.Partitions, mark.Rows, mark.Blobs);
    }

    private IBlobContainer Files => account.Files!;

    private async Task VerifyAsync(BackupManifest backup, RestoreMark mark, IProgress<RestoreProgress> progress, CancellationToken cancellationToken)
    {
        var (done, all) = (0L, backup.Files.Sum(file => file.Records));
        foreach (var file in backup.Files.Where(file => Concerns(file, mark.Tenant)))
        {
            await RecordReader.VerifyAsync(Files, backup.Id, file, cancellationToken);
            done += file.Records;
            progress.Report(new RestoreProgress(RestoreStep.Verify, done, all));
        }
    }

    private async Task<bool> HoldsAsync(BackupManifest backup, string tenant, CancellationToken cancellationToken)
    {
        foreach (var file in backup.Files.Where(file => Concerns(file, tenant)))
        {
            if (await RecordReader.ReadAsync(Files, backup.Id, file, cancellationToken).AnyAsync(record => record is BackupRecord.Begin begin && IsOf(begin.Partition, tenant), cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<RestoreMark> PutRowsAsync(BackupManifest backup, RestoreMark mark, IProgress<RestoreProgress> progress, CancellationToken cancellationToken)
    {
        await marks.SaveAsync(mark, cancellationToken);
        var (done, all) = (0L, backup.Files.Sum(file => file.Records));
        for (var number = 0; number < backup.Files.Count; number++)
        {
            var file = backup.Files[number];
            if (number >= mark.File && Concerns(file, mark.Tenant))
            {
                mark = await PutFileAsync(backup, file, mark with { File = number, Records = number == mark.File ? mark.Records : 0 }, cancellationToken);
            }

            done += file.Records;
            progress.Report(new RestoreProgress(RestoreStep.Rows, done, all));
        }

        return mark;
    }

    /// <summary>Records that are done are read over.</summary>
    private async Task<RestoreMark> PutFileAsync(BackupManifest backup, BackupFile file, RestoreMark mark, CancellationToken cancellationToken)
    {
        var rows = new RestoredRows(table);
        var records = 0L;
        await foreach (var record in RecordReader.ReadAsync(Files, backup.Id, file, cancellationToken))
        {
            if (++records <= mark.Records)
            {
                continue;
            }

            mark = await PutAsync(record, rows, mark with { Records = records }, cancellationToken);
            if (records % RecordsPerMark == 0)
            {
                await rows.FlushAsync(cancellationToken);
                await marks.SaveAsync(mark, cancellationToken);
            }
        }

        await rows.FlushAsync(cancellationToken);
        mark = mark with { File = mark.File + 1, Records = 0 };
        await marks.SaveAsync(mark, cancellationToken);
        return mark;
    }

    private async Task<RestoreMark> PutAsync(BackupRecord record, RestoredRows rows, RestoreMark mark, CancellationToken cancellationToken)
    {
        switch (record)
        {
            case BackupRecord.Begin begin:
                return mark with { Partition = IsOf(begin.Partition, mark.Tenant) ? begin.Partition : "" };
            case BackupRecord.Row row when mark.Partition.Length > 0:
                await rows.PutAsync(mark.Partition, RowWrite.Put(row.RowKey, row.Sequence, row.Data), cancellationToken);
                return mark with { Rows = mark.Rows + 1 };
            case BackupRecord.Gone gone when mark.Partition.Length > 0:
                await rows.DeleteAsync(mark.Partition, gone.RowKey, cancellationToken);
                return mark;
            case BackupRecord.End end when mark.Partition.Length > 0:
                await EndAsync(end, rows, mark, cancellationToken);
                return mark with { Partition = "", Partitions = mark.Partitions + 1 };
            default:
                return mark;
        }
    }

    /// <summary>The log takes its leap, and the calendars get what they had of the partition.</summary>
    private async Task EndAsync(BackupRecord.End end, RestoredRows rows, RestoreMark mark, CancellationToken cancellationToken)
    {
        if (end.Head > 0)
        {
            foreach (var row in RestoredLog.End(end.Head, mark.Backup, mark.Started))
            {
                await rows.PutAsync(mark.Partition, row, cancellationToken);
            }
        }

        await rows.FlushAsync(cancellationToken);
        var partition = Partition.TryParse(mark.Partition, out var parsed) ? parsed : throw new InvalidDataException($"There is no partition {mark.Partition}.");
        await calendar.RestoredAsync(partition, mark.Started, cancellationToken);
        foreach (var room in catalog.Rooms)
        {
            await room.RestoredAsync(partition, cancellationToken);
        }
    }

    private async Task<RestoreMark> PutBlobsAsync(RestoreMark mark, IProgress<RestoreProgress> progress, CancellationToken cancellationToken)
    {
        var blobs = new RestoredBlobs(Files, sources);
        var done = 0L;
        foreach (var container in sources.Containers)
        {
            done += await blobs.RunAsync(container, mark.Tenant, put => progress.Report(new RestoreProgress(RestoreStep.Blobs, done + put, 0)), cancellationToken);
        }

        mark = mark with { Blobs = done, Finished = time.GetUtcNow() };
        await marks.SaveAsync(mark, cancellationToken);
        return mark;
    }

    private static bool IsOf(string partition, string? tenant) => tenant is null || partition.StartsWith($"{tenant}~", StringComparison.Ordinal);

    private static bool Concerns(BackupFile file, string? tenant) =>
        tenant is null || (string.CompareOrdinal(file.First, $"{tenant}~\uffff") <= 0 && string.CompareOrdinal(file.Last, $"{tenant}~") >= 0);
}
