using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ServerlessContacts.LocalHost.Functions;

namespace ServerlessContacts.LocalHost.Blobs;

/// <summary>A blob function, the container it watches and its records.</summary>
internal sealed record BlobFunction(
    BoundFunction<FoundBlob> Function, BlobPattern Pattern, BlobContainerClient Container, BlobReceipts Receipts, PoisonBlobs Poison);

/// <summary>
/// Lists the container again and again and runs the function for every version of a matching blob, at least once; after so many failed
/// tries as host.json allows, the poison queue gets a message instead.
/// </summary>
internal sealed partial class BlobScanner(
    BlobFunction watched,
    HostSettings settings,
    FunctionInvoker invoker,
    HostLifecycle lifecycle,
    TimeProvider time,
    ILogger logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly SeenBlobs seen = new();
    private readonly List<Task> running = [];

    public async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await TryScanAsync();
                await Task.Delay(Pause, time, lifecycle.Stopping);
            }
        }
        catch (OperationCanceledException) when (lifecycle.Stopping.IsCancellationRequested)
        {
            await Task.WhenAll(running);
        }
    }

    private async Task TryScanAsync()
    {
        try
        {
            await watched.Receipts.EnsureExistsAsync(lifecycle.Stopping);
            await ScanAsync();
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            seen.Keep(new HashSet<string>(StringComparer.Ordinal));
        }
        catch (Exception exception) when (StorageConnections.IsTrouble(exception, lifecycle.Stopping))
        {
            Log.NotScanned(logger, watched.Container.Name, exception);
        }
    }

    private async Task ScanAsync()
    {
        var present = new HashSet<string>(StringComparer.Ordinal);
        var blobs = watched.Container.GetBlobsAsync(BlobTraits.None, BlobStates.None, watched.Pattern.Prefix, lifecycle.Stopping);
        await foreach (var blob in blobs)
        {
            if (watched.Pattern.Match(blob.Name) is { } values)
            {
                present.Add(blob.Name);
                await StartIfDueAsync(blob, values);
            }
        }

        seen.Keep(present);
    }

    private async Task StartIfDueAsync(BlobItem blob, IReadOnlyDictionary<string, string> values)
    {
        var version = new BlobVersion(watched.Container.Name, blob.Name, blob.Properties.ETag ?? default);
        if (!seen.IsDue(version.Name, version.ETag, time.GetUtcNow()))
        {
            return;
        }

        await UntilRoomAsync();
        lifecycle.Stopping.ThrowIfCancellationRequested();
        seen.Run(version.Name, version.ETag);
        running.Add(ProcessAsync(version, blob.Properties.BlobType ?? BlobType.Block, values));
    }

    private async Task UntilRoomAsync()
    {
        running.RemoveAll(task => task.IsCompletedSuccessfully);
        while (running.Count >= settings.Blobs.MaxDegreeOfParallelism)
        {
            var ended = await Task.WhenAny(running);
            running.Remove(ended);
            await ended;
        }
    }

    private async Task ProcessAsync(BlobVersion version, BlobType type, IReadOnlyDictionary<string, string> values)
    {
        try
        {
            if (await TryAsync(version, type, values))
            {
                seen.Finish(version.Name, version.ETag);
                return;
            }
        }
        catch (Exception exception) when (StorageConnections.IsTrouble(exception, lifecycle.Stopping))
        {
            Log.NotKept(logger, watched.Function.Description.Name, exception);
        }

        seen.Fail(version.Name, version.ETag, time.GetUtcNow() + settings.Queues.VisibilityTimeout);
    }

    /// <returns>Whether the function is through with this version, for good or for bad.</returns>
    private async Task<bool> TryAsync(BlobVersion version, BlobType type, IReadOnlyDictionary<string, string> values)
    {
        var receipt = await watched.Receipts.ReadAsync(version, CancellationToken.None);
        if (receipt.Done)
        {
            return true;
        }

        var tries = receipt.Tries;
        var isDone = tries < settings.Blobs.PoisonBlobThreshold && await TryOnceAsync(version, ++tries, values);
        if (!isDone && tries >= settings.Blobs.PoisonBlobThreshold)
        {
            await watched.Poison.AddAsync(watched.Function.Description.HostId, version, type);
            Log.Poisoned(logger, watched.Function.Description.Name, tries);
            isDone = true;
        }

        await (isDone ? watched.Receipts.WriteAsync(version, new BlobReceipt(tries, Done: true)) : Task.CompletedTask);
        return isDone;
    }

    private async Task<bool> TryOnceAsync(BlobVersion version, int tries, IReadOnlyDictionary<string, string> values)
    {
        await watched.Receipts.WriteAsync(version, new BlobReceipt(tries, Done: false));
        var found = new FoundBlob(watched.Container.GetBlobClient(version.Name), values);
        try
        {
            await invoker.InvokeAsync(watched.Function, found);
            return true;
        }
        catch (Exception)
        {
            // Any exception of a function fails this try; the invoker has logged it.
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Container {Container} could not be listed")]
        public static partial void NotScanned(ILogger logger, string container, Exception exception);

        [LoggerMessage(2, LogLevel.Warning, "The receipt of a blob for {Function} was not kept; the blob may run again")]
        public static partial void NotKept(ILogger logger, string function, Exception exception);

        [LoggerMessage(3, LogLevel.Error, "A blob was reported to the poison queue after {Tries} tries of {Function}")]
        public static partial void Poisoned(ILogger logger, string function, int tries);
    }
}
