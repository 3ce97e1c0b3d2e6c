using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace ServerlessContacts.Simulators.Microsoft;

/// <summary>Tells subscribers of changes, with the faults that were planned, while the edit that caused them goes on.</summary>
internal sealed class GraphNotifier(GraphPost post, SubscriptionBook subscriptions, GraphFaults faults, TimeProvider time) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Task, byte> underWay = new();
    private readonly CancellationTokenSource end = new();

    public void Tell(GraphMailbox mailbox, string contact, string changeType)
    {
        foreach (var subscription in subscriptions.Active.Where(one => one.Account == mailbox.Account && one.Tells(changeType)))
        {
            var copies = faults.Strikes(GraphFault.NotificationDropped) ? 0 : faults.Strikes(GraphFault.NotificationTwice) ? 2 : 1;
            var delay = faults.Strikes(GraphFault.NotificationLate) ? faults.LateBy : TimeSpan.Zero;
            for (var copy = 0; copy < copies; copy++)
            {
                Start(DeliverAsync(subscription.NotificationUrl, Change(subscription, contact, changeType), delay));
            }
        }
    }

    public Task TellAsync(SimulatedSubscription subscription, GraphLifecycleEvent lifecycle)
    {
        var notification = subscription.Envelope();
        var name = lifecycle.ToString();
        notification["lifecycleEvent"] = char.ToLowerInvariant(name[0]) + name[1..];
        return subscription.LifecycleUrl is { } url ? post.DeliverAsync(url, notification, end.Token) : Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await Task.WhenAll(underWay.Keys).ContinueWith(_ => { }, TaskScheduler.Default);
        end.Dispose();
    }

    private static JsonObject Change(SimulatedSubscription subscription, string contact, string changeType)
    {
        var notification = subscription.Envelope();
        var resource = $"Users/{subscription.Account.Id}/Contacts/{contact}";
        notification["id"] = Guid.NewGuid().ToString("N");
        notification["changeType"] = changeType;
        notification["resource"] = resource;
        notification["resourceData"] = new JsonObject { ["@odata.type"] = "#Microsoft.Graph.Contact", ["@odata.id"] = resource, ["id"] = contact };
        return notification;
    }

    private async Task DeliverAsync(Uri url, JsonObject notification, TimeSpan delay)
    {
        await Task.Yield();
        await Task.Delay(delay, time, end.Token);
        await post.DeliverAsync(url, notification, end.Token);
    }

    private void Start(Task delivery)
    {
        underWay[delivery] = 0;
        _ = delivery.ContinueWith(done => underWay.TryRemove(done, out _), TaskScheduler.Default);
    }
}
