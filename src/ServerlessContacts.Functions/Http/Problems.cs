using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Functions.Http;

/// <summary>Errors as problem details (RFC 9457). The type is a stable word that callers may rely on; titles and details are for people.</summary>
internal static class Problems
{
    private const string RetryAfter = "retryAfter";

    public static IResult Unauthenticated(string code) =>
        Of(401, "unauthenticated", "The request needs valid credentials: a bearer token or an application key.", ("code", code));

    public static IResult PermissionMissing(string permission) =>
        Of(403, "permission-missing", "The caller lacks a permission that this needs.", ("permission", permission));

    public static IResult Forbidden(string type, string detail) => Of(403, type, detail);

    public static IResult NotFound() => Of(404, "not-found", "There is nothing of this id, or the caller may not know of it.");

    public static IResult PreconditionRequired() =>
        Of(428, "precondition-required", "Send If-Match with the ETag that was read, so that nobody's later edit is lost.");

    public static IResult Stale() => Of(412, "precondition-failed", "It has changed since it was read. Read it again and repeat the edit.");

    public static IResult Conflict(string type, string detail, string? field = null) => Of(409, type, detail, ("field", field));

    public static IResult Gone(string type, string detail) => Of(410, type, detail);

    public static IResult KeyReused() => Of(422, "idempotency-key-reused", "This Idempotency-Key was used before for another request.");

    public static IResult Unavailable(string type, string detail) => Of(503, type, detail);

    public static IResult Unexpected() => Of(500, "unexpected", "Something went wrong here.");

    public static IResult NotReady(object parts) => Of(503, "not-ready", "A part of storage does not answer as it should.", ("parts", parts));

    /// <param name="wait">How long to wait, which the header <c>Retry-After</c> says in whole seconds.</param>
    public static IResult TooMany(string type, string detail, TimeSpan wait) => Of(429, type, detail, (RetryAfter, Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))));

    /// <summary>The seconds to wait, where the answer says so.</summary>
    public static string? WaitOf(IResult result) => result is ProblemHttpResult { ProblemDetails: { Status: 429 } problem } && problem.Extensions.TryGetValue(RetryAfter, out var seconds)
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds}")
        : null;

    public static IResult QuotaReached(string limit, long most) =>
        Of(409, "quota-reached", string.Create(CultureInfo.InvariantCulture, $"The organisation, or the member, has as many as are allowed: {most:N0}."), ("limit", limit));

    public static IResult TooLarge(long most) => Of(413, "body-too-large", $"Expected at most {most:N0} bytes.");

    /// <summary>A body that the server could not read: too long, cut off, or not in the form that its headers say.</summary>
    public static IResult Unreadable(BadHttpRequestException broken) => broken.StatusCode == StatusCodes.Status413PayloadTooLarge
        ? TooLarge(BodyLimits.Bytes)
        : Of(400, "bad-request", "The request is broken or ends too early.");

    public static IResult UnsupportedMediaType(string expected) => Of(415, "media-type-unsupported", $"Expected {expected}.");

    public static IResult Invalid(string field, string code, string message) => Invalid([new FieldProblem(field, code, message)]);

    /// <summary>400 with the first field on top and all of them in <c>errors</c>.</summary>
    public static IResult Invalid(IReadOnlyList<FieldProblem> problems)
    {
        var errors = problems.Select(problem => new JsonObject { ["field"] = problem.Field, ["code"] = problem.Code, ["message"] = problem.Message });
        return Of(400, "invalid", problems[0].Message, ("field", problems[0].Field), ("code", problems[0].Code), ("errors", new JsonArray([.. errors])));
    }

    private static IResult Of(int status, string type, string detail, params (string Name, object? Value)[] more) => Results.Problem(
        detail: detail,
        statusCode: status,
        title: Title(status),
        type: type,
        extensions: more.Where(item => item.Value is not null).ToDictionary(item => item.Name, item => item.Value, StringComparer.Ordinal));

    private static string Title(int status) => Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status);
}
