using System.Globalization;
using System.Text.Json.Nodes;

namespace ServerlessContacts.Simulators.Microsoft;

/// <summary>What a request is answered with.</summary>
internal sealed record GraphAnswer(int Status, JsonNode? Body = null)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A body that is not JSON.</summary>
    public GraphPhoto? Photo { get; init; }

    public bool Failed => Status >= 400;

    public static GraphAnswer Ok(JsonNode body) => new(200, body);

    public static GraphAnswer Done => new(204);

    public static GraphAnswer NotFound => Error(404, "ErrorItemNotFound", "The specified object was not found in the store.");

    /// <summary>Seconds, as the service announces them.</summary>
    public static GraphAnswer TooMany(int seconds) => Error(429, "ApplicationThrottled", "Application is over its MailboxConcurrency limit.") with
    {
        Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Retry-After"] = seconds.ToString(CultureInfo.InvariantCulture) },
    };

    public static GraphAnswer Error(int status, string code, string message) => new(status, new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["code"] = code,
            ["message"] = message,
            ["innerError"] = new JsonObject { ["request-id"] = Guid.NewGuid().ToString() },
        },
    });
}

/// <summary>A picture as it was put.</summary>
public sealed record GraphPhoto(byte[] Bytes, string ContentType);
