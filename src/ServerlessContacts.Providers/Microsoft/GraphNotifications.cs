using System.Text.Json;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers.Microsoft;

/// <summary>Reads what Microsoft sends to a notification address.</summary>
internal static class GraphNotifications
{
    /// <summary>Deep enough for what is sent.</summary>
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    /// <summary>Null where the body holds no list of notifications, or what is no text.</summary>
    public static IReadOnlyList<Notification>? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Options);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.Array
                    ? [.. value.EnumerateArray().Select(Read).OfType<Notification>()]
                    : null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Notification? Read(JsonElement element) => Text(element, "subscriptionId") is { Length: > 0 } subscription
        ? new Notification(subscription, Text(element, "clientState"), KindOf(Text(element, "lifecycleEvent")))
        : null;

    private static NotificationKind KindOf(string? lifecycle) => lifecycle switch
    {
        "reauthorizationRequired" => NotificationKind.ReauthorizationRequired,
        "subscriptionRemoved" => NotificationKind.SubscriptionRemoved,
        "missed" => NotificationKind.Missed,
        _ => NotificationKind.Change,
    };

    private static string? Text(JsonElement element, string name) => element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
