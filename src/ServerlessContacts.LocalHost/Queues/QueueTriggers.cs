using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.LocalHost.Functions;

namespace ServerlessContacts.LocalHost.Queues;

/// <summary>Polls all queues that start functions.</summary>
internal sealed class QueueTriggers(
    FunctionCatalog catalog,
    FunctionInvoker invoker,
    StorageConnections connections,
    HostSettings settings,
    HostLifecycle lifecycle,
    TimeProvider time,
    ILogger<QueueTriggers> logger) : BackgroundService
{
    private List<QueuePoller> pollers = [];

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        pollers = [.. catalog.StartedBy<QueueTriggerAttribute>().Select(found => Poller(found.Function, found.Trigger))];
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (await lifecycle.HasStartedAsync(stoppingToken))
        {
            await Task.WhenAll(pollers.Select(poller => poller.RunAsync()));
        }
    }

    private QueuePoller Poller(FunctionDescription function, QueueTriggerAttribute trigger)
    {
        var name = connections.Resolve(trigger.QueueName);
        var queues = connections.Queues(trigger.Connection);
        var watched = new QueueFunction(
            BoundFunction<QueueMessage>.Bind(function, parameter => QueueArgument.Of(parameter, function)),
            queues.GetQueueClient(name),
            queues.GetQueueClient($"{name}-poison"));
        return new QueuePoller(watched, settings.Queues, invoker, lifecycle, time, logger);
    }
}
