using System.Text.Json.Nodes;

namespace ServerlessContacts.Simulators.Google;

/// <summary>An answer of the People API that is an error, and the rule that the caller broke where it is one that a good client never breaks.</summary>
internal sealed class GoogleRefusal(int code, string status, string message, string? violation = null, params JsonObject[] details) : Exception(message)
{
    public int Code { get; } = code;

    public string? Violation { get; } = violation;

    /// <summary>As a batch tells it of one of its contacts.</summary>
    public JsonObject Status => new()
    {
        ["code"] = status switch { "INVALID_ARGUMENT" => 3, "NOT_FOUND" => 5, "FAILED_PRECONDITION" => 9, _ => 2 },
        ["message"] = Message,
    };

    public JsonObject Body { get; } = new()
    {
        ["error"] = new JsonObject
        {
            ["code"] = code,
            ["message"] = message,
            ["status"] = status,
            ["details"] = details.Length == 0 ? null : new JsonArray([.. details]),
        },
    };

    public static GoogleRefusal Invalid(string message, string violation) => new(400, "INVALID_ARGUMENT", message, violation);

    /// <param name="kind">What the batch was to do.</param>
    /// <param name="first">What is wrong with the first of its contacts.</param>
    /// <param name="errors">What is wrong with which of them.</param>
    public static GoogleRefusal OfBatch(string kind, GoogleRefusal first, JsonObject errors) => new(
        first.Code,
        first.Body["error"]!["status"]!.GetValue<string>(),
        first.Message,
        first.Violation,
        new JsonObject { ["@type"] = $"type.googleapis.com/google.people.v1.Batch{kind}ContactsErrorDetails", ["contactErrors"] = errors });

    public GoogleRefusal WithoutCulprits() =>
        details.Any(detail => detail["contactErrors"] is not null) ? new GoogleRefusal(Code, status, Message, Violation) : this;

    public static GoogleRefusal NotFound() => new(404, "NOT_FOUND", "Requested entity was not found.");

    public static GoogleRefusal Unauthenticated() => new(
        401, "UNAUTHENTICATED", "Request had invalid authentication credentials.", null, Info("ACCESS_TOKEN_EXPIRED", "googleapis.com"));

    public static GoogleRefusal ExpiredSyncToken() => new(
        400, "FAILED_PRECONDITION", "Sync token is expired. Clear local cache and retry call without the sync token.", null, Info("EXPIRED_SYNC_TOKEN"));

    public static GoogleRefusal MissingEtag() => new(
        400, "INVALID_ARGUMENT", "Request must set person.etag or person.metadata.sources.etag for the source that is being updated.", "etag-missing");

    /// <summary>Shares code and status with <see cref="ExpiredSyncToken"/>, but has no reason.</summary>
    public static GoogleRefusal StaleEtag() => new(
        400, "FAILED_PRECONDITION", "Request person.etag is different than the current person.etag. Clear local cache and get the latest person.");

    public static GoogleRefusal ParallelMutation() => new(
        409, "ABORTED", "Mutate requests for the same user should be sent sequentially.", "parallel-mutation");

    public static GoogleRefusal Unavailable() => new(503, "UNAVAILABLE", "The service is currently unavailable.");

    public static GoogleRefusal QuotaUsedUp(string? violation = null) => new(
        429,
        "RESOURCE_EXHAUSTED",
        "Quota exceeded for quota metric 'Critical read requests (Contact and Profile Reads)' and limit 'Critical read requests (Contact and Profile Reads) per minute per user'.",
        violation,
        Info("RATE_LIMIT_EXCEEDED", ("quota_limit", "CriticalReadsPerMinutePerProjectPerUser"), ("quota_metric", "people.googleapis.com/critical_read_requests")));

    public static GoogleRefusal StorageQuotaUsedUp(string? violation = null) => new(
        429,
        "RESOURCE_EXHAUSTED",
        "Resource has been exhausted (e.g. check quota).",
        violation,
        new JsonObject
        {
            ["@type"] = "type.googleapis.com/google.rpc.QuotaFailure",
            ["violations"] = new JsonArray(new JsonObject { ["description"] = "FBS quota limit exceeded" }),
        });

    private static JsonObject Info(string reason, params (string Name, string Value)[] metadata) => Info(reason, "people.googleapis.com", metadata);

    private static JsonObject Info(string reason, string domain, params (string Name, string Value)[] metadata)
    {
        var data = new JsonObject { ["service"] = "people.googleapis.com" };
        foreach (var (name, value) in metadata)
        {
            data[name] = value;
        }

        return new JsonObject { ["@type"] = "type.googleapis.com/google.rpc.ErrorInfo", ["reason"] = reason, ["domain"] = domain, ["metadata"] = data };
    }
}
