using System.Text.Json.Serialization;
using Azure;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Store.Work;

/// <summary>The row in which a lease is kept.</summary>
public readonly record struct LeaseRow(string PartitionKey, string RowKey);

/// <summary>
/// A right that one process holds at a time. It is renewed in the background while it is held. Once it has expired, another process takes
/// it over by the row's entity tag.
/// </summary>
/// <remarks>
/// A sync needs none: whoever works on a connection replaces the row of its state in every transaction, so the work of two cannot mix.
/// </remarks>
public sealed class Lease : IAsyncDisposable
{
    private readonly PlainRows rows;
    private readonly TimeProvider time;
    private readonly string partitionKey;
    private readonly TimeSpan length;
    private readonly LeaseData data;
    private readonly CancellationTokenSource ended = new();
    private readonly Task renewing;
    private StoredRow row;
    private long validUntil;

    private Lease(PlainRows rows, TimeProvider time, string partitionKey, TimeSpan length, LeaseData data, StoredRow row, long since)
    {
        (this.rows, this.time, this.partitionKey, this.length, this.data, this.row) = (rows, time, partitionKey, length, data, row);
        Extend(since);
        renewing = RenewAsync();
    }

    /// <summary>The lease, or null while another process holds it.</summary>
    /// <param name="table">Where its row is.</param>
    /// <param name="time">Tells when it expires.</param>
    /// <param name="at">Its row.</param>
    /// <param name="holder">What it is taken for.</param>
    /// <param name="length">After that time without a renewal it expires.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    public static async Task<Lease?> TryTakeAsync(
        ITable table, TimeProvider time, LeaseRow at, string holder, TimeSpan length, CancellationToken cancellationToken)
    {
        var plain = new PlainRows(table);
        var since = time.GetTimestamp();
        var lease = new LeaseData(holder, Guid.NewGuid().ToString("N"), time.GetUtcNow() + length);
        var before = await plain.FindAsync(at.PartitionKey, at.RowKey, cancellationToken);
        if (before is not null && StoredJson.Read<LeaseData>(before).Until > time.GetUtcNow())
        {
            return null;
        }

        var taken = before is null
            ? await plain.InsertAsync(at.PartitionKey, at.RowKey, StoredJson.Write(lease), cancellationToken)
            : await plain.ReplaceAsync(at.PartitionKey, before, StoredJson.Write(lease), cancellationToken);
        return taken is null ? null : new Lease(plain, time, at.PartitionKey, length, lease, taken, since);
    }

    /// <summary>What the lease was taken for; null while nobody holds it.</summary>
    public static async Task<string?> HolderAsync(ITable table, TimeProvider time, LeaseRow at, CancellationToken cancellationToken) =>
        await table.FindAsync(at.PartitionKey, at.RowKey, cancellationToken) is { } row
        && StoredJson.Read<LeaseData>(row) is var held && held.Until > time.GetUtcNow() ? held.Holder : null;

    /// <exception cref="LeaseLostException">The lease could not be renewed in time: nothing more may be written.</exception>
    public void ThrowIfLost()
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

    /// <param name="Holder">What the lease was taken for. The stored name is that of the first who took leases.</param>
    /// <param name="Token">Tells two leases of one holder apart.</param>
    /// <param name="Until">When it expires.</param>
    private sealed record LeaseData([property: JsonPropertyName("import")] string Holder, string Token, DateTimeOffset Until);
}

/// <summary>Another process holds the lease, or may hold it.</summary>
public sealed class LeaseLostException() : Exception("The lease was lost to another process.");
