using System.Text.Json.Nodes;

namespace ServerlessContacts.Simulators.Microsoft;

/// <summary>What a subscription tells beside changes.</summary>
public enum GraphLifecycleEvent
{
    ReauthorizationRequired,
    SubscriptionRemoved,
    Missed,
}

/// <summary>A client's wish to be told of changes in a mailbox.</summary>
public sealed record SimulatedSubscription(
    string Id, SimulatedAccount Account, Uri NotificationUrl, Uri? LifecycleUrl, string Resource, string ChangeType, string ClientState, DateTimeOffset Expires)
{
    /// <summary>How often it was authorised anew, by a call or by a renewal.</summary>
    public int Reauthorizations { get; init; }

    internal bool Tells(string changeType) => ChangeType.Contains(changeType, StringComparison.Ordinal);

    internal JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["resource"] = Resource,
        ["changeType"] = ChangeType,
        ["notificationUrl"] = NotificationUrl.ToString(),
        ["lifecycleNotificationUrl"] = LifecycleUrl?.ToString(),
        ["expirationDateTime"] = Expires.UtcDateTime.ToString("O"),
        ["creatorId"] = Account.Id,
    };

    /// <summary>The part that notifications of both kinds share.</summary>
    internal JsonObject Envelope() => new()
    {
        ["subscriptionId"] = Id,
        ["subscriptionExpirationDateTime"] = Expires.UtcDateTime.ToString("O"),
        ["tenantId"] = "6f2c1a52-37b1-4f61-9a0e-8a0f6f1c7d11",
        ["clientState"] = ClientState,
    };
}
