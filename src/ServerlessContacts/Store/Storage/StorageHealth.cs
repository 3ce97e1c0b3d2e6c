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

/// <summary>How each part of the storage account answered.</summary>
public sealed record StorageReport(PartStatus Tables, PartStatus Blobs, PartStatus Queues)
{
    public bool IsReady => this is { Tables: PartStatus.Ok, Blobs: PartStatus.Ok, Queues: PartStatus.Ok };
}

/// <summary>
/// Whether storage can be reached: one cheap read of each part, side by side. An answer is kept for a while and those who ask meanwhile share it, so that who asks often, as
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
            AskAsync(stop => AskTableAsync(Name(StorageKind.Table), stop)),
            AskAsync(stop => clients.Blobs.GetBlobContainerClient(Name(StorageKind.Container)).GetPropertiesAsync(cancellationToken: stop)),
            AskAsync(stop => clients.Queues.GetQueueClient(Name(StorageKind.Queue)).GetPropertiesAsync(stop)));
        Volatile.Write(ref answered, time.GetTimestamp());
        return new StorageReport(parts[0], parts[1], parts[2]);
    }

    private async Task<PartStatus> AskAsync(Func<CancellationToken, Task> ask)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            // Not every client looks at the token while it connects or asks for credentials.
            await ask(patience.Token).WaitAsync(patience.Token);
            return PartStatus.Ok;
        }
        catch (RequestFailedException failed) when (failed.Status is 401 or 403)
        {
            return PartStatus.Refused;
        }
        catch (RequestFailedException failed) when (failed.Status == 404)
        {
            return PartStatus.Missing;
        }
        catch (Exception)
        {
            // Time-outs, exhausted retries, credentials that cannot be had: whatever it was, there was no answer.
            return PartStatus.Unreachable;
        }
    }

    /// <summary>A query, as one row that is not there and a table that is not there are both 404.</summary>
    private async Task AskTableAsync(string name, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {NoPartition}");
        await foreach (var _ in clients.Tables.GetTableClient(name).QueryAsync<TableEntity>(filter, maxPerPage: 1, cancellationToken: cancellationToken))
        {
            return;
        }
    }

    private string Name(StorageKind kind) => needs.First(need => need.Kind == kind).Name;
}
