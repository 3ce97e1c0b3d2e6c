using Microsoft.Extensions.Logging;
using ServerlessContacts.Store.Blobs;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Backup;

/// <summary>
/// One message's turn at a backup: rows into one file, or blobs, or the end. What a turn did counts once its progress is stored; files of a turn that died are part of nothing and go with their backup.
/// </summary>
public sealed partial class BackupRun(
    ITable table, IPartitionKeys partitions, Journal journal, RowCatalog catalog, BackupAccount account, BackupSources sources, Backups backups, IWorkQueue<BackupMessage> queue, BackupSettings settings, TimeProvider time,
    ILogger<BackupRun> logger)
{
    /// <summary>A file is closed beyond so many bytes, uncompressed, so that little is lost with a turn that dies and a restore that dies repeats little.</summary>
    private const long MostBytes = 256 * 1024 * 1024;

    private readonly BackupStore store = new(table);
    private readonly PartitionCopy copy = new(table, journal, catalog, time);

    public async Task RunAsync(string backup, CancellationToken cancellationToken)
    {
        var (progress, row) = await store.ReadAsync(cancellationToken);
        if (progress is null || progress.Id != backup || progress.Stage == BackupStage.Whole || account.Files is not { } files)
        {
            return;
        }

        var next = await TurnAsync(progress, files, time.GetUtcNow() + settings.Budget, cancellationToken);
        if (await store.SaveAsync(row, next, cancellationToken) is not null && next.Stage != BackupStage.Whole)
        {
            await queue.SendAsync(new BackupMessage(backup), cancellationToken);
        }
    }

    private Task<BackupProgress> TurnAsync(
        BackupProgress progress, IBlobContainer files, DateTimeOffset until, CancellationToken cancellationToken) => progress.Stage switch
        {
            BackupStage.Rows => StoreRowsAsync(progress, files, until, cancellationToken),
            BackupStage.Blobs => StoreBlobsAsync(progress, files, until, cancellationToken),
            _ => CloseAsync(progress, files, cancellationToken),
        };

    /// <summary>The name is the turn's own, as two turns may be at it at once.</summary>
    private async Task<BackupProgress> StoreRowsAsync(
        BackupProgress progress, IBlobContainer files, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var name = FormattableString.Invariant($"rows-{progress.Files.Count:D5}-{Guid.NewGuid():N}.br");
        var next = progress;
        await files.WriteAsync(
            BackupManifest.NameOf(progress.Id, name),
            new BlobWriting(),
            async file => next = await StoreRowsAsync(progress, name, file, until, cancellationToken),
            cancellationToken);
        return next;
    }

    private async Task<BackupProgress> StoreRowsAsync(BackupProgress progress, string name, Stream file, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var first = progress.Place?.Partition ?? progress.Partition;
        await using var records = new RecordWriter(file);
        do
        {
            if ((progress.Place ?? await NextAsync(progress, cancellationToken)) is not { } place)
            {
                progress = progress with { Stage = BackupStage.Blobs };
                break;
            }

            progress = await copy.RunAsync(place, records, until, cancellationToken) is { } rest
                ? progress with { Place = rest }
                : progress with { Place = null, Partition = place.Partition, Partitions = progress.Partitions + 1 };
        }
        while (time.GetUtcNow() < until && records.Bytes < MostBytes);

        var hash = await records.CompleteAsync(cancellationToken);
        var stored = new BackupFile(name, first, progress.Place?.Partition ?? progress.Partition, records.Records, records.Rows, records.Bytes, hash);
        return progress with { Files = [.. progress.Files, stored] };
    }

    /// <summary>Partitions of tenants come first; a restore makes those of the whole service anew.</summary>
    private async Task<BackupPlace?> NextAsync(BackupProgress progress, CancellationToken cancellationToken) =>
        await partitions.NextAsync(progress.Partition, cancellationToken) is { } key
            && !key.StartsWith(PartitionKind.OfService, StringComparison.Ordinal)
            ? await copy.BeginAsync(key, cancellationToken)
            : null;

    private async Task<BackupProgress> StoreBlobsAsync(
        BackupProgress progress, IBlobContainer files, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var mirror = new BlobMirror(files, time);
        var needless = await backups.NeedlessBeforeAsync(cancellationToken);
        foreach (var container in sources.Containers.Skip(progress.Blobs.Count))
        {
            if (await mirror.RunAsync(container, sources.Of(container), needless, until, cancellationToken) is not { } found)
            {
                return progress;
            }

            progress = progress with { Blobs = [.. progress.Blobs, found] };
        }

        return progress with { Stage = BackupStage.Closing };
    }

    private async Task<BackupProgress> CloseAsync(BackupProgress progress, IBlobContainer files, CancellationToken cancellationToken)
    {
        var manifest = progress.ToManifest(time.GetUtcNow());
        await files.WriteAsync(
            BackupManifest.NameOf(progress.Id, BackupManifest.FileName), "application/json", manifest.Write(), cancellationToken);
        await backups.ExpireAsync(progress.Id, cancellationToken);
        Log.Whole(logger, progress.Id, manifest.Partitions, manifest.Rows);
        return progress with { Stage = BackupStage.Whole };
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Backup {Backup} is whole: {Rows} rows of {Partitions} partitions")]
        public static partial void Whole(ILogger logger, string backup, long partitions, long rows);
    }
}
