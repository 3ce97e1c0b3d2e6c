using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.LocalHost.Functions;

namespace ServerlessContacts.LocalHost.Blobs;

/// <summary>
/// Watches all containers that start functions. Triggers whose source is Event Grid are watched in the same way: there is no Event Grid
/// on one machine.
/// </summary>
internal sealed class BlobTriggers(
    FunctionCatalog catalog,
    FunctionInvoker invoker,
    StorageConnections connections,
    HostSettings settings,
    HostLifecycle lifecycle,
    TimeProvider time,
    ILogger<BlobTriggers> logger) : BackgroundService
{
    private List<BlobScanner> scanners = [];

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        scanners = [.. catalog.StartedBy<BlobTriggerAttribute>().Select(found => Scanner(found.Function, found.Trigger))];
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (await lifecycle.HasStartedAsync(stoppingToken))
        {
            await Task.WhenAll(scanners.Select(scanner => scanner.RunAsync()));
        }
    }

    private BlobScanner Scanner(FunctionDescription function, BlobTriggerAttribute trigger)
    {
        var pattern = BlobPattern.Parse(function.Name, connections.Resolve(trigger.BlobPath));
        var watched = new BlobFunction(
            BoundFunction<FoundBlob>.Bind(function, parameter => BlobArgument.Of(parameter, function, pattern)),
            pattern,
            connections.Blobs(trigger.Connection).GetBlobContainerClient(pattern.Container),
            new BlobReceipts(connections.Blobs(StorageConnections.Default), function.HostId),
            new PoisonBlobs(connections.Queues(trigger.Connection), settings.Queues.Base64));
        return new BlobScanner(watched, settings, invoker, lifecycle, time, logger);
    }
}
