using Azure;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Import.Running;

/// <summary>
/// The right to write imports into one tenant, held by one run at a time: two that match side by side would both make the same contact. Renewed in the background
/// while it is held; taken over by entity tag once it has expired.
/// </summary>
public sealed class WriterLease : IAsyncDisposable
{
    public static RowKind Kind { get; } = new('w', "writer lease", PartitionKind.Imports);

    private static readonly string RowKey = WriterLease.Kind.Key("writer");

    private readonly PlainRows rows;
    private readonly TimeProvider time;
    private readonly string partitionKey;
    private readonly TimeSpan length;
    private readonly LeaseData data;
    private readonly CancellationTokenSource ended = new();
    private readonly Task renewing;
    private StoredRow row;
    private long validUntil;

    private WriterLease(PlainRows rows, TimeProvider time, string partitionKey, TimeSpan length, LeaseData data, StoredRow row, long since)
    {
        (this.rows, this.time, this.partitionKey, this.length, this.data, this.row) = (rows, time, partitionKey, length, data, row);
        Extend(since);
        renewing = RenewAsync();
    }

    /// <summary>The lease, or null while another run holds it.</summary>
    public static async Task<WriterLease?> TryTakeAsync(
        ITable table, TimeProvider time, TenantId tenant, string import, TimeSpan length, CancellationToken cancellationToken)
    {
        var plain = new PlainRows(table);
        var key = Partition.Imports(tenant).Key;
        var since = time.GetTimestamp();
        var lease = new LeaseData(import, Guid.NewGuid().ToString("N"), time.GetUtcNow() + length);
        var before = await plain.FindAsync(key, RowKey, cancellationToken);
        if (before is not null && StoredJson.Read<LeaseData>(before.Data).Until > time.GetUtcNow())
        {
            return null;
        }

        var taken = before is null
            ? await plain.InsertAsync(key, RowKey, StoredJson.Write(lease), cancellationToken)
            : await plain.ReplaceAsync(key, before, StoredJson.Write(lease), cancellationToken);
        return taken is null ? null : new WriterLease(plain, time, key, length, lease, taken, since);
    }

    /// <summary>The import whose message the lease was taken for; null while nobody holds it.</summary>
    public static async Task<string?> HolderAsync(ITable table, TimeProvider time, TenantId tenant, CancellationToken cancellationToken) =>
        await table.FindAsync(Partition.Imports(tenant).Key, RowKey, cancellationToken) is { } row
        && StoredJson.Read<LeaseData>(row.Data) is var held && held.Until > time.GetUtcNow() ? held.Import : null;

    /// <exception cref="LeaseLostException">The lease could not be renewed in time: nothing more may be written.</exception>
    public void Demand()
    {
        if (time.GetTimestamp() >= Interlocked.Read(ref validUntil))
        {
            throw new LeaseLostException();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ended.Dispose();
        try
        {
            await rows.DeleteAsync(partitionKey, row, CancellationToken.None);
        }
        catch (RequestFailedException)
        {
            // It expires by itself.
        }
    }

    /// <summary>A renewal that fails leaves two more until the lease has expired; one that is refused ends it.</summary>
    private async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(length / 3, time);
        while (await timer.WaitForNextTickAsync(ended.Token))
        {
            try
            {
                var since = time.GetTimestamp();
                var next = StoredJson.Write(data with { Until = time.GetUtcNow() + length });
                if (await rows.ReplaceAsync(partitionKey, row, next, ended.Token) is not { } renewed)
                {
                    Interlocked.Exchange(ref validUntil, 0);
                    return;
                }

                row = renewed;
                Extend(since);
            }
            catch (RequestFailedException)
            {
            }
        }
    }

    private void Extend(long since) => Interlocked.Exchange(ref validUntil, since + (long)(length.TotalSeconds * time.TimestampFrequency));

    private sealed record LeaseData(string Import, string Token, DateTimeOffset Until);
}

/// <summary>Another run has or may have taken over.</summary>
public sealed class LeaseLostException() : Exception("The right to write imports into this tenant was lost.");
