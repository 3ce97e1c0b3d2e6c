using System.Globalization;
using System.Text;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Quotas;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Import.Registering;

/// <summary>
/// How many imports of a tenant may wait, and how many bytes of files that were sent are kept. The bytes stand in a row that each upload adds to; a look at all imports, which housekeeping has
/// once a week, counts them anew, so that what a death left out does not stay.
/// </summary>
public sealed class UploadQuota(ITable table, ActiveImports active, Limits limits)
{
    public static RowKind Kind { get; } = new('y', "kept bytes", PartitionKind.Imports);

    /// <summary>Of those who add at the same time, one more is done with each try.</summary>
    private const int MaxTries = 20;

    private static readonly string RowKey = UploadQuota.Kind.Key("uploads");

    private readonly PlainRows rows = new(table);

    /// <summary>Null where there is room for another file.</summary>
    public async Task<UploadResult?> RefuseAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        if (await active.CountAsync(tenant, limits.WaitingImports, cancellationToken) >= limits.WaitingImports)
        {
            LimitTelemetry.Limited("imports");
            return new UploadResult.TooManyWaiting(limits.WaitingImports);
        }

        if (await BytesAsync(tenant, cancellationToken) >= limits.UploadBytes)
        {
            LimitTelemetry.Limited("uploads");
            return new UploadResult.QuotaReached(limits.UploadBytes);
        }

        return null;
    }

    public async Task<long> BytesAsync(TenantId tenant, CancellationToken cancellationToken) => Read(await rows.FindAsync(KeyOf(tenant), RowKey, cancellationToken));

    public Task AddAsync(TenantId tenant, long bytes, CancellationToken cancellationToken) => ChangeAsync(tenant, known => known + bytes, cancellationToken);

    /// <summary>After all were counted.</summary>
    public Task SetAsync(TenantId tenant, long bytes, CancellationToken cancellationToken) => ChangeAsync(tenant, _ => bytes, cancellationToken);

    /// <summary>Where too many change it at once it is left as it is: the next count finds what is missing.</summary>
    private async Task ChangeAsync(TenantId tenant, Func<long, long> change, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var row = await rows.FindAsync(KeyOf(tenant), RowKey, cancellationToken);
            var bytes = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{change(Read(row))}"));
            var saved = row is null ? await rows.InsertAsync(KeyOf(tenant), RowKey, bytes, cancellationToken) : await rows.ReplaceAsync(KeyOf(tenant), row, bytes, cancellationToken);
            if (saved is not null)
            {
                return;
            }
        }
    }

    private static long Read(StoredRow? row) => row is null ? 0 : long.Parse(row.Data.Span, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string KeyOf(TenantId tenant) => Partition.Imports(tenant).Key;
}
