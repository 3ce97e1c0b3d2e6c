using System.Text.Json;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Backup;

internal enum BackupStage
{
    Rows,
    Blobs,

    /// <summary>All is there but the manifest.</summary>
    Closing,

    Whole,
}

/// <summary>In the middle of which partition a backup is.</summary>
/// <param name="Partition">Its key.</param>
/// <param name="From">The head before the first row was read: what the log holds from there on is applied to the rows.</param>
/// <param name="After">The last row that is stored; empty where there is none yet.</param>
/// <param name="Cut">The sequence after which the partition is stored; null while its rows are read.</param>
internal sealed record BackupPlace(string Partition, long From, string After, long? Cut);

/// <summary>How far the newest backup has come, in a row of its own: everything before is stored, and of what a dead process left behind nothing counts.</summary>
internal sealed record BackupProgress(string Id, DateTimeOffset Started)
{
    public BackupStage Stage { get; init; }

    /// <summary>The key of the last partition that is whole.</summary>
    public string Partition { get; init; } = "";

    /// <summary>Null between two partitions.</summary>
    public BackupPlace? Place { get; init; }

    public long Partitions { get; init; }

    public IReadOnlyList<BackupFile> Files { get; init; } = [];

    public IReadOnlyList<BackupBlobs> Blobs { get; init; } = [];

    public BackupManifest ToManifest(DateTimeOffset finished) => new()
    {
        Format = BackupManifest.CurrentFormat,
        Id = Id,
        Started = Started,
        Finished = finished,
        Partitions = Partitions,
        Files = Files,
        Blobs = Blobs,
    };
}

/// <summary>Where the newest backup's progress is kept.</summary>
internal sealed class BackupStore(ITable table)
{
    /// <summary>No tenant's partition: their keys begin with the tenant's name.</summary>
    public const string PartitionKey = "~backup";

    public static RowKind Kind { get; } = new('b', "backup", new PartitionKind(PartitionKey));

    private static readonly string RowKey = Kind.Key("newest");

    private readonly PlainRows rows = new(table);

    public async Task<(BackupProgress? Progress, StoredRow? Row)> ReadAsync(CancellationToken cancellationToken) =>
        await rows.FindAsync(PartitionKey, RowKey, cancellationToken) is { } row ? (JsonSerializer.Deserialize<BackupProgress>(row.Data.Span), row) : (null, null);

    /// <summary>Null where another has come further since it was read.</summary>
    public Task<StoredRow?> SaveAsync(StoredRow? before, BackupProgress progress, CancellationToken cancellationToken)
    {
        var data = JsonSerializer.SerializeToUtf8Bytes(progress);
        return before is null ? rows.InsertAsync(PartitionKey, RowKey, data, cancellationToken) : rows.ReplaceAsync(PartitionKey, before, data, cancellationToken);
    }
}
