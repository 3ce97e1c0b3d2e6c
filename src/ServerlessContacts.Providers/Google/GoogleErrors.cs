using System.Net;
using System.Text.Json;
using Google;
using JsonException = Newtonsoft.Json.JsonException;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers.Google;

/// <summary>
/// Google's errors in the distinctions of the engine. Several share a code and a status (an expired sync token and a stale etag are both 400
/// FAILED_PRECONDITION), so the reason in the details decides where there is one.
/// </summary>
internal static class GoogleErrors
{
    private static readonly string[] Throttles = ["RATE_LIMIT_EXCEEDED", "rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded", "dailyLimitExceeded"];

    /// <summary>The project of the application is not set up as it should be: no sign-in of a member helps.</summary>
    private static readonly string[] SetUps = ["SERVICE_DISABLED", "CONSUMER_INVALID", "BILLING_DISABLED", "accessNotConfigured"];

    public static ProviderException Translate(GoogleApiException failure, TimeSpan? retryAfter)
    {
        // Without a code the answer was a success that could not be read; the exception then quotes it, contact data included.
        if (failure.HttpStatusCode is default(HttpStatusCode) or HttpStatusCode.OK)
        {
            return new ProviderException(ProviderFault.Unavailable, "Google's answer could not be read.");
        }

        var error = Read(failure.Error?.ErrorResponseContent);
        var message = $"Google answered {(int)failure.HttpStatusCode}: {failure.Error?.Message ?? error.Status ?? failure.HttpStatusCode.ToString()}";
        var fault = FaultOf((int)failure.HttpStatusCode, error);
        return error.Items is { Count: > 0 } items
            ? new BatchRefusedException(fault, message, items)
            : new ProviderException(fault, message, retryAfter);
    }

    /// <summary>What is wrong with one item of a call, by the codes of gRPC.</summary>
    public static ProviderException Translate(int code, string? message) =>
        new(FaultOf(code), $"Google answered {code}: {message ?? "no reason was given"}");

    /// <summary>The connection dropped, the answer ended in its middle, or the time was up.</summary>
    public static bool IsLostAnswer(Exception failure) => failure is HttpRequestException or IOException or JsonException or OperationCanceledException;

    public static ProviderException LostAnswer(Exception failure) => failure is OperationCanceledException
        ? new ProviderException(ProviderFault.Unavailable, "Google did not answer in time.")
        : new ProviderException(ProviderFault.Unavailable, "Google's answer was lost.", inner: failure is JsonException ? null : failure);

    private static ProviderFault FaultOf(int grpcCode) => grpcCode switch
    {
        9 or 10 => ProviderFault.Stale,
        5 => ProviderFault.Gone,
        _ => ProviderFault.Rejected,
    };

    private static ProviderFault FaultOf(int code, GoogleError error) => code switch
    {
        _ when error.Has("EXPIRED_SYNC_TOKEN") => ProviderFault.CursorExpired,
        429 => ProviderFault.Throttled,
        403 when error.Has(Throttles) => ProviderFault.Throttled,
        403 when error.Has(SetUps) => ProviderFault.Unavailable,
        401 or 403 => ProviderFault.SignInNeeded,
        404 or 410 => ProviderFault.Gone,
        412 => ProviderFault.Stale,
        400 when error.Status == "FAILED_PRECONDITION" => ProviderFault.Stale,
        // Changes that overlapped: nothing was done, and a little later they no longer do.
        409 when error.Status != "ALREADY_EXISTS" => ProviderFault.Throttled,
        408 or >= 500 => ProviderFault.Unavailable,
        _ => ProviderFault.Rejected,
    };

    private static GoogleError Read(string? content)
    {
        try
        {
            using var document = JsonDocument.Parse(content ?? "{}");
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("error", out var error)
                ? new GoogleError(TextOf(error, "status"), [.. ReasonsIn(error, "details"), .. ReasonsIn(error, "errors")])
                {
                    Items = ItemsIn(error),
                }
                : new GoogleError(null, []);
        }
        catch (System.Text.Json.JsonException)
        {
            // A page of a proxy, not an answer of Google: the code says all there is.
            return new GoogleError(null, []);
        }
    }

    private static IEnumerable<string> ReasonsIn(JsonElement error, string list) =>
        error.ValueKind == JsonValueKind.Object && error.TryGetProperty(list, out var details) && details.ValueKind == JsonValueKind.Array
            ? [.. details.EnumerateArray().Select(detail => TextOf(detail, "reason")).OfType<string>()]
            : [];

    /// <summary>
    /// Those of a batch that are to blame for its refusal: by their places where they were to be made, by their names otherwise.
    /// </summary>
    private static Dictionary<string, ProviderException> ItemsIn(JsonElement error)
    {
        var items = new Dictionary<string, ProviderException>(StringComparer.Ordinal);
        foreach (var detail in Part(error, "details") is { ValueKind: JsonValueKind.Array } details ? details.EnumerateArray() : default)
        {
            foreach (var item in Part(detail, "contactErrors") is { ValueKind: JsonValueKind.Object } named ? named.EnumerateObject() : default)
            {
                items[item.Name] = Translate(CodeOf(item.Value), TextOf(item.Value, "message"));
            }
        }

        return items;
    }

    private static int CodeOf(JsonElement status) =>
        Part(status, "code") is { ValueKind: JsonValueKind.Number } code && code.TryGetInt32(out var number) ? number : 0;

    private static JsonElement? Part(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    private static string? TextOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private readonly record struct GoogleError(string? Status, IReadOnlyList<string> Reasons)
    {
        public IReadOnlyDictionary<string, ProviderException>? Items { get; init; }

        public bool Has(params string[] reasons) => Reasons.Any(reason => reasons.Contains(reason, StringComparer.Ordinal));
    }
}
