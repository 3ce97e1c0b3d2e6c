using System.Text.Json;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Backup.Restoring;

/// <summary>In the table that is restored into: from what, and how far. It stays, and tells where the rows are from.</summary>
/// <param name="Backup">The backup.</param>
/// <param name="Tenant">Null for all.</param>
/// <param name="Started">When it was begun first.</param>
internal sealed record RestoreMark(string Backup, string? Tenant, DateTimeOffset Started)
{
    public int File { get; init; }

    /// <summary>Records of the file that are done.</summary>
    public long Records { get; init; }

    /// <summary>The partition that they end in; empty between two.</summary>
    public string Partition { get; init; } = "";

    public long Partitions { get; init; }

    public long Rows { get; init; }

    public long Blobs { get; init; }

    public DateTimeOffset? Finished { get; init; }

    public bool IsOf(RestoreRequest request, string backup) => Backup == backup && Tenant == request.Tenant;
}

/// <summary>Where the mark is kept.</summary>
internal sealed class RestoreMarks(ITable table)
{
    /// <summary>No tenant's partition: their keys begin with the tenant's name.</summary>
    private const string PartitionKey = "~restore";

    public static RowKind Kind { get; } = new('r', "restore", new PartitionKind(PartitionKey));

    private static readonly string RowKey = Kind.Key("mark");

    public async Task<RestoreMark?> ReadAsync(CancellationToken cancellationToken) =>
        await table.FindAsync(PartitionKey, RowKey, cancellationToken) is { } row ? JsonSerializer.Deserialize<RestoreMark>(row.Data.Span) : null;

    public Task SaveAsync(RestoreMark mark, CancellationToken cancellationToken) =>
        table.SubmitAsync(PartitionKey, [RowWrite.Put(RowKey, 0, JsonSerializer.SerializeToUtf8Bytes(mark))], cancellationToken);
}
