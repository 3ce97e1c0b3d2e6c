using System.Text.Json;

namespace ServerlessContacts.Sync.Webhooks;

/// <summary>What a provider told us. What changed is not read: the next run sees it.</summary>
/// <param name="ClientState">The secret, if the sender knows it.</param>
/// <param name="Lifecycle">Null where contacts have changed.</param>
public sealed record Notification(string Subscription, string? ClientState, string? Lifecycle)
{
    public const string ReauthorizationRequired = "reauthorizationRequired";
    public const string SubscriptionRemoved = "subscriptionRemoved";
    public const string Missed = "missed";

    /// <summary>Deep enough for what providers send.</summary>
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    /// <summary>The notifications of a body, those without a subscription left out; null where it is no such body, or holds what is no text.</summary>
    public static IReadOnlyList<Notification>? ReadAll(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Options);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.Array
                ? [.. value.EnumerateArray().Select(Read).OfType<Notification>()]
                : null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The secret is in it.</summary>
    public override string ToString() => $"{nameof(Notification)} {Lifecycle ?? "change"}";

    private static Notification? Read(JsonElement element) =>
        Text(element, "subscriptionId") is { Length: > 0 } subscription ? new Notification(subscription, Text(element, "clientState"), Text(element, "lifecycleEvent")) : null;

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
