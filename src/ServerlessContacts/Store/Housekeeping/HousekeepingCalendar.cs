using System.Globalization;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Store.Housekeeping;

/// <summary>A partition and the day on which it is to be looked at.</summary>
public readonly record struct DuePartition(Partition Partition, DateOnly Day);

/// <summary>
/// The partitions of all tenants by the day on which somebody looks after them, in one partition, so that a timer finds them without going
/// through the tenants. A row is there before its partition's first change; a look puts the next row before it takes its own away. So a
/// partition always has a row, and sometimes one too many, which <see cref="LogStart"/> tells to be stale.
/// </summary>
public sealed class HousekeepingCalendar(ITable table)
{
    public static RowKind Kind { get; } = new('d', "partition due for housekeeping", new PartitionKind(PartitionKey));

    /// <summary>No tenant's partition: their keys begin with the tenant's name.</summary>
    public const string PartitionKey = "~upkeep";

    /// <summary>Sooner than anything can be old enough; the look itself knows when to come again.</summary>
    public static readonly TimeSpan FirstLook = TimeSpan.FromDays(30);

    private readonly PlainRows rows = new(table);

    /// <summary>When a partition that was just begun is looked at first.</summary>
    public static DuePartition FirstOf(Partition partition, DateTimeOffset now) =>
        new(partition, DateOnly.FromDateTime((now + FirstLook).UtcDateTime));

    public Task AddAsync(DuePartition due, CancellationToken cancellationToken) =>
        rows.InsertAsync(PartitionKey, RowOf(due), default, cancellationToken);

    /// <summary>As the other, for a day that is asked for again and again: a look costs less than a write.</summary>
    public async Task EnsureAsync(DuePartition due, CancellationToken cancellationToken)
    {
        if (!await HasAsync(due, cancellationToken))
        {
            await AddAsync(due, cancellationToken);
        }
    }

    /// <summary>Puts a restored partition where it was, or where it would be if it were new.</summary>
    public async Task RestoredAsync(Partition partition, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var start = LogStart.Read(await rows.FindAsync(partition.Key, RowKeys.LogStart, cancellationToken));
        await AddAsync(start.Due is { } due ? new DuePartition(partition, due) : FirstOf(partition, now), cancellationToken);
    }

    public async Task ForgetAsync(DuePartition due, CancellationToken cancellationToken)
    {
        if (await rows.FindAsync(PartitionKey, RowOf(due), cancellationToken) is { } row)
        {
            await rows.DeleteAsync(PartitionKey, row, cancellationToken);
        }
    }

    public async Task<bool> HasAsync(DuePartition due, CancellationToken cancellationToken) =>
        await rows.FindAsync(PartitionKey, RowOf(due), cancellationToken) is not null;

    /// <summary>Those that are due on that day or were before, the longest due first.</summary>
    public SweptRows Until(DateOnly day, CancellationToken cancellationToken) => new(
        "partitions",
        PartitionKey,
        table.RangeAsync(
            PartitionKey, HousekeepingCalendar.Kind.First, HousekeepingCalendar.Kind.Key(Text(day.AddDays(1))), cancellationToken));

    public static DuePartition Read(StoredRow row) => Read(RowKeys.NameOf(row.RowKey));

    private static DuePartition Read(string name) =>
        name.Split('~', 2) is [var day, var key] && Partition.TryParse(key, out var partition)
            ? new DuePartition(partition, DateOnly.ParseExact(day, "yyyyMMdd", CultureInfo.InvariantCulture))
            : throw new InvalidDataException($"No partition can be due under the name {name}.");

    private static string RowOf(DuePartition due) => HousekeepingCalendar.Kind.Key($"{Text(due.Day)}~{due.Partition.Key}");

    private static string Text(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
