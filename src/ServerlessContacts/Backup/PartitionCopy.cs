using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Backup;

/// <summary>
/// Stores one partition as it was after one of its changes, however much is written meanwhile. The head is read, then the rows, then the head again: what the log says between the two is
/// stored behind the rows and holds over them. Rows that are in no log are named by their change and read again, until a look at the log finds none of them changed while they were read. Last comes the log itself, up to that change.
/// Rows that no change writes (leases, records of work) are each as they were when they were read.
/// </summary>
internal sealed class PartitionCopy(ITable table, Journal journal, RowCatalog catalog, TimeProvider time)
{
    /// <summary>No row key begins with it, or with anything lower.</summary>
    private const string Lowest = " ";

    /// <summary>Each is as short as what was written in the one before, so that a few suffice; so many say that something is wrong.</summary>
    private const int MostRounds = 1000;

    private const int ReadsAtOnce = 32;

    public async Task<BackupPlace> BeginAsync(string key, CancellationToken cancellationToken) =>
        new(key, await journal.SequenceAsync(PartitionOf(key), cancellationToken), "", null);

    /// <summary>Goes on from a place; the answer is where to go on next, null where the partition is whole.</summary>
    public async Task<BackupPlace?> RunAsync(BackupPlace place, RecordWriter file, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await file.WriteAsync(new BackupRecord.Begin(place.Partition), cancellationToken);
        if (place.Cut is null)
        {
            if (await CopyRowsAsync(place, file, until, cancellationToken) is { } rest)
            {
                return rest;
            }

            place = place with { After = "", Cut = await RepairAsync(place, file, cancellationToken) };
        }

        if (await CopyLogAsync(place, file, until, cancellationToken) is { } more)
        {
            return more;
        }

        await file.WriteAsync(new BackupRecord.End(place.Cut.Value), cancellationToken);
        return null;
    }

    /// <summary>All rows but the head and the log.</summary>
    private async Task<BackupPlace?> CopyRowsAsync(BackupPlace place, RecordWriter file, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var from = place.After.Length == 0 ? Lowest : RowKeys.Next(place.After);
        await foreach (var row in table.RangeAsync(place.Partition, from, RowKeys.LogStart, cancellationToken))
        {
            if (row.RowKey != RowKeys.Head && IsStored(place.Partition, row.RowKey))
            {
                await file.WriteAsync(Record(row), cancellationToken);
            }

            if (time.GetUtcNow() >= until)
            {
                return place with { After = row.RowKey };
            }
        }

        return null;
    }

    /// <summary>Brings what was read to the state after one change.</summary>
    /// <returns>That change's sequence.</returns>
    private async Task<long> RepairAsync(BackupPlace place, RecordWriter file, CancellationToken cancellationToken)
    {
        var (partition, known) = (PartitionOf(place.Partition), place.From);
        for (var rounds = 0; rounds < MostRounds; rounds++)
        {
            var unlogged = new HashSet<string>(StringComparer.Ordinal);
            var receipts = new List<string>();
            await foreach (var change in journal.ChangesAsync(partition, known, cancellationToken))
            {
                await ApplyAsync(change, place.Partition, file, cancellationToken);
                unlogged.UnionWith(change.Unlogged.Where(key => IsStored(place.Partition, key)));
                receipts.Add(StoredReceipt.KeyOf(change.Operation));
                known = change.Sequence;
            }

            await ReadAgainAsync(place.Partition, [.. receipts, .. unlogged], file, cancellationToken);
            if (unlogged.Count == 0)
            {
                // A receipt is never written a second time, and needs no further look.
                return known;
            }
        }

        throw new StoreBusyException(partition);
    }

    /// <summary>A kind that nobody has declared, such as one of a newer version, is stored like most.</summary>
    private bool IsStored(string partition, string rowKey) =>
        catalog.Find(PartitionOf(partition).Kind, rowKey) is not ({ IsBackedUp: false }, _);

    private async Task ApplyAsync(Change change, string partition, RecordWriter file, CancellationToken cancellationToken)
    {
        foreach (var row in change.Rows.Where(row => IsStored(partition, row.RowKey)))
        {
            await file.WriteAsync(row.After is { } after ? new BackupRecord.Row(row.RowKey, change.Sequence, after) : new BackupRecord.Gone(row.RowKey), cancellationToken);
        }
    }

    /// <summary>Several at once, so that they are read faster than they are written.</summary>
    private async Task ReadAgainAsync(string partition, IReadOnlyList<string> keys, RecordWriter file, CancellationToken cancellationToken)
    {
        foreach (var portion in keys.Chunk(ReadsAtOnce))
        {
            var rows = await Task.WhenAll(portion.Select(key => table.FindAsync(partition, key, cancellationToken)));
            foreach (var (key, row) in portion.Zip(rows))
            {
                await file.WriteAsync(row is null ? new BackupRecord.Gone(key) : Record(row), cancellationToken);
            }
        }
    }

    /// <summary>The log up to the cut. What is compacted meanwhile goes from the front, so where it begins is read last.</summary>
    private async Task<BackupPlace?> CopyLogAsync(BackupPlace place, RecordWriter file, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var from = place.After.Length == 0 ? Change.Kind.First : RowKeys.Next(place.After);
        await foreach (var row in table.RangeAsync(place.Partition, from, RowKeys.Next(Change.KeyOf(place.Cut!.Value)), cancellationToken))
        {
            await file.WriteAsync(Record(row), cancellationToken);
            if (time.GetUtcNow() >= until)
            {
                return place with { After = row.RowKey };
            }
        }

        if (await table.FindAsync(place.Partition, RowKeys.LogStart, cancellationToken) is { } start)
        {
            await file.WriteAsync(Record(start), cancellationToken);
        }

        return null;
    }

    private static BackupRecord.Row Record(StoredRow row) => new(row.RowKey, row.Sequence, row.Data);

    private static Partition PartitionOf(string key) => Partition.TryParse(key, out var partition) ? partition : throw new InvalidDataException($"There is no partition {key}.");
}
