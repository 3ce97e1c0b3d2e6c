using Azure;
using Azure.Data.Tables;

namespace ServerlessContacts.Store.Storage;

public enum PartStatus
{
    Ok,

    /// <summary>No answer in time, or none that helps.</summary>
    Unreachable,

    /// <summary>It answers, and does not let this service in.</summary>
    Refused,

    /// <summary>It answers, and what the service needs is not there.</summary>
    Missing,
}

/// <summary>How a part answered, and the names of what the service needs and is not there.</summary>
public sealed record PartReport(PartStatus Status, IReadOnlyList<string> Missing)
{
    public static PartReport Of(PartStatus status) => new(status, []);

    public static PartReport Without(IReadOnlyList<string> missing) => new(missing.Count == 0 ? PartStatus.Ok : PartStatus.Missing, missing);
}

/// <summary>How each part of the storage account answered.</summary>
public sealed record StorageReport(PartReport Tables, PartReport Blobs, PartReport Queues)
{
    public bool IsReady => this is { Tables.Status: PartStatus.Ok, Blobs.Status: PartStatus.Ok, Queues.Status: PartStatus.Ok };
}

/// <summary>
/// Whether storage can be reached and has what the service needs: a query of the table, and a list of the containers and of the queues, side by side. An answer is kept for a while and those who ask meanwhile share it, so that who asks often, as
/// anybody may, puts no load on storage.
/// </summary>
public sealed class StorageHealth(StorageClients clients, IEnumerable<StorageNeed> needs, TimeProvider time)
{
    /// <summary>Far more than a read takes; whoever asks for readiness gives up soon, too.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromSeconds(2);

    /// <summary>No tenant's partition: their keys begin with the tenant's name.</summary>
    private const string NoPartition = "~health";

    private readonly Lock asking = new();
    private Task<StorageReport>? last;
    private long answered;

    public Task<StorageReport> ReadAsync()
    {
        lock (asking)
        {
            return last is null || (last.IsCompleted && time.GetElapsedTime(Volatile.Read(ref answered)) >= Kept) ? last = Task.Run(AskAsync) : last;
        }
    }

    private async Task<StorageReport> AskAsync()
    {
        var parts = await Task.WhenAll(
            AskAsync(stop => AskTableAsync(Names(StorageKind.Table).Single(), stop)),
            AskAsync(async stop => Lacking(StorageKind.Container, await clients.Blobs.GetBlobContainersAsync(cancellationToken: stop).Select(container => container.Name).ToListAsync(stop))),
            AskAsync(async stop => Lacking(StorageKind.Queue, await clients.Queues.GetQueuesAsync(cancellationToken: stop).Select(queue => queue.Name).ToListAsync(stop))));
        Volatile.Write(ref answered, time.GetTimestamp());
        return new StorageReport(parts[0], parts[1], parts[2]);
    }

    private async Task<PartReport> AskAsync(Func<CancellationToken, Task<PartReport>> ask)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            // Not every client looks at the token while it connects or asks for credentials.
            return await ask(patience.Token).WaitAsync(patience.Token);
        }
        catch (RequestFailedException failed) when (failed.Status is 401 or 403)
        {
            return PartReport.Of(PartStatus.Refused);
        }
        catch (Exception)
        {
            // Time-outs, exhausted retries, credentials that cannot be had: whatever it was, there was no answer.
            return PartReport.Of(PartStatus.Unreachable);
        }
    }

    /// <summary>A query, as one row that is not there and a table that is not there are both 404.</summary>
    private async Task<PartReport> AskTableAsync(string name, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {NoPartition}");
        try
        {
            await clients.Tables.GetTableClient(name).QueryAsync<TableEntity>(filter, maxPerPage: 1, cancellationToken: cancellationToken).FirstOrDefaultAsync(cancellationToken);
            return PartReport.Of(PartStatus.Ok);
        }
        catch (RequestFailedException failed) when (failed.Status == 404)
        {
            return PartReport.Without([name]);
        }
    }

    private PartReport Lacking(StorageKind kind, List<string> there) => PartReport.Without([.. Names(kind).Except(there, StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    private IEnumerable<string> Names(StorageKind kind) => needs.Where(need => need.Kind == kind).Select(need => need.Name).Distinct(StringComparer.Ordinal);
}
