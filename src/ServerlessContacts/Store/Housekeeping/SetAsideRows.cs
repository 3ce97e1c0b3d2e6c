using System.Globalization;
using System.Text.Json;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Store.Housekeeping;

/// <summary>A row that no round of a timer could handle.</summary>
/// <param name="PartitionKey">Where it was.</param>
/// <param name="RowKey">Its key there.</param>
/// <param name="Data">Its data as they were.</param>
/// <param name="Reason">The type of the failure; a message could hold contact data.</param>
public sealed record SetAsideRow(string PartitionKey, string RowKey, byte[] Data, string Reason);

/// <summary>The rows that were set aside, by the day, in one partition, until their time is over.</summary>
public sealed class SetAsideRows(ITable table, Retentions retentions, TimeProvider time)
{
    public static RowKind Kind { get; } = new('x', "row set aside", new PartitionKind(PartitionKey));

    /// <summary>No tenant's partition: their keys begin with the tenant's name.</summary>
    public const string PartitionKey = "~aside";

    private readonly PlainRows rows = new(table);

    /// <summary>Stores the row here, then deletes it there. What a death leaves between the two is set aside again.</summary>
    public async Task AddAsync(string partitionKey, StoredRow row, Exception failed, CancellationToken cancellationToken)
    {
        var aside = new SetAsideRow(partitionKey, row.RowKey, row.Data.ToArray(), failed.GetType().Name);
        var name = $"{Day(time.GetUtcNow())}~{RowKeys.Hash($"{partitionKey}/{row.RowKey}")}";
        await rows.InsertAsync(PartitionKey, SetAsideRows.Kind.Key(name), JsonSerializer.SerializeToUtf8Bytes(aside), cancellationToken);
        await rows.DeleteAsync(partitionKey, row, cancellationToken);
    }

    public IAsyncEnumerable<SetAsideRow> AllAsync(CancellationToken cancellationToken) =>
        rows.RowsAsync(PartitionKey, SetAsideRows.Kind, cancellationToken)
            .Select(row => JsonSerializer.Deserialize<SetAsideRow>(row.Data.Span)!);

    /// <summary>Deletes those whose time is over.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        var end = SetAsideRows.Kind.Key(Day(time.GetUtcNow() - retentions.Quarantine));
        await foreach (var row in table.RangeAsync(PartitionKey, SetAsideRows.Kind.First, end, cancellationToken))
        {
            await rows.DeleteAsync(PartitionKey, row, cancellationToken);
        }
    }

    private static string Day(DateTimeOffset day) => day.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
