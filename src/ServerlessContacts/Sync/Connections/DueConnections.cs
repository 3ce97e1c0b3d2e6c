using System.Globalization;
using System.Text.Json.Serialization;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Sync.Connections;

/// <summary>A connection and when it said that it has something to do.</summary>
public sealed record DueConnection(string Tenant, string Member, string Connection, DateTimeOffset Due)
{
    /// <summary>Null where the row names no possible connection.</summary>
    [JsonIgnore]
    public ConnectionKey? Key => TenantId.TryParse(Tenant, out var tenant) && MemberId.TryParse(Member, out var member)
        ? new ConnectionKey(tenant, member, Connection)
        : null;
}

/// <summary>
/// The connections of all tenants by the minute they are due in, in one small partition, so that a wake-up, or a timer, finds them without going through the tenants. A row is
/// there before its connection says the same and goes after, so one that its connection does not confirm is stale: it harms nothing and whoever finds it forgets it.
/// </summary>
public sealed class DueConnections(ITable table, IWakeUps wakeUps)
{
    public static RowKind Kind { get; } = new('d', "due connection", new PartitionKind(PartitionKey));

    /// <summary>No tenant's partition: their keys begin with the tenant's name.</summary>
    internal const string PartitionKey = "~sync";

    private readonly PlainRows rows = new(table);

    public async Task AddAsync(ConnectionKey key, DateTimeOffset due, CancellationToken cancellationToken)
    {
        await rows.InsertAsync(PartitionKey, RowOf(key, due), StoredJson.Write(
            new DueConnection(key.Tenant.Value, key.Owner.Value, key.Id, due)), cancellationToken);
        await wakeUps.AddAsync(due, cancellationToken);
    }

    public async Task ForgetAsync(ConnectionKey key, DateTimeOffset due, CancellationToken cancellationToken)
    {
        if (await rows.FindAsync(PartitionKey, RowOf(key, due), cancellationToken) is { } row)
        {
            await rows.DeleteAsync(PartitionKey, row, cancellationToken);
        }
    }

    /// <summary>The rows of the minutes up to now, the longest due first; some of the last minute may be due a little later.</summary>
    public SweptRows Until(DateTimeOffset now, CancellationToken cancellationToken) => new(
        "connections",
        PartitionKey,
        table.RangeAsync(PartitionKey, DueConnections.Kind.First, DueConnections.Kind.Key(Minute(now.AddMinutes(1))), cancellationToken));

    public static DueConnection Read(StoredRow row) => StoredJson.Read<DueConnection>(row.Data);

    /// <summary>Those that are due by then, the longest due first.</summary>
    internal IAsyncEnumerable<DueConnection> UntilAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        Until(now, cancellationToken).Rows.Select(Read).Where(due => due.Due <= now);

    /// <summary>Seconds are part of the name as well: a row that is still to be forgotten is another than one for later in the same minute.</summary>
    private static string RowOf(ConnectionKey key, DateTimeOffset due) => DueConnections.Kind.Key(
        string.Create(CultureInfo.InvariantCulture, $"{Minute(due)}~{key.Tenant}~{KeyText.Encode(key.Owner.Value)}~{key.Id}~{due.UtcTicks % TimeSpan.TicksPerMinute:x}"));

    private static string Minute(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);
}
