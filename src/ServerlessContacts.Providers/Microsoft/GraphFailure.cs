using System.Net;
using System.Text.Json;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers.Microsoft;

/// <summary>What an answer other than success means. Codes are compared in any case because documents and service write them differently.</summary>
internal static class GraphFailure
{
    private const int BandwidthExceeded = 509;

    private static readonly string[] LostStates = ["syncStateNotFound", "syncStateInvalid", "resyncRequired"];

    public static ProviderException Of(HttpResponseMessage response, ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        var (code, message) = Read(body);
        var status = (int)response.StatusCode;
        var text = $"Microsoft Graph answered {status} {code}: {message}".TrimEnd(' ', ':');
        return new ProviderException(FaultOf(status, code), text, RetryAfter(response, now));
    }

    public static ProviderFault FaultOf(int status, string code) => status switch
    {
        (int)HttpStatusCode.Gone => ProviderFault.CursorExpired,
        >= 400 and < 500 when LostStates.Contains(code, StringComparer.OrdinalIgnoreCase) => ProviderFault.CursorExpired,
        (int)HttpStatusCode.TooManyRequests or BandwidthExceeded => ProviderFault.Throttled,
        (int)HttpStatusCode.Unauthorized or (int)HttpStatusCode.Forbidden => ProviderFault.SignInNeeded,
        // The account has no mailbox here; to look for the item or the folder again would not help.
        (int)HttpStatusCode.NotFound when code.Equals("MailboxNotEnabledForRESTAPI", StringComparison.OrdinalIgnoreCase) => ProviderFault.Rejected,
        (int)HttpStatusCode.NotFound => ProviderFault.Gone,
        (int)HttpStatusCode.PreconditionFailed or (int)HttpStatusCode.Conflict => ProviderFault.Stale,
        (int)HttpStatusCode.RequestTimeout => ProviderFault.Unavailable,
        >= 400 and < 500 => ProviderFault.Rejected,
        // The mailbox is full.
        (int)HttpStatusCode.InsufficientStorage => ProviderFault.Rejected,
        _ => ProviderFault.Unavailable,
    };

    private static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };

    /// <summary>Empty texts for an answer that is not the service's, such as a gateway's page.</summary>
    private static (string Code, string Message) Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return Part(json.RootElement, "error", JsonValueKind.Object) is { } error ? (Text(error, "code"), Text(error, "message")) : ("", "");
        }
        catch (JsonException)
        {
            return ("", "");
        }
    }

    private static string Text(JsonElement error, string name) => Part(error, name, JsonValueKind.String)?.GetString() ?? "";

    private static JsonElement? Part(JsonElement whole, string name, JsonValueKind kind) =>
        whole.ValueKind == JsonValueKind.Object && whole.TryGetProperty(name, out var part) && part.ValueKind == kind ? part : null;
}
