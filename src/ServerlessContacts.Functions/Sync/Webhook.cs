using Microsoft.AspNetCore.Http;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Sync.Webhooks;

namespace ServerlessContacts.Functions.Sync;

/// <summary>
/// Answers what Microsoft sends to a notification address: first the handshake, then notifications. It takes three seconds for slow, so
/// the work is left to the queue.
/// </summary>
internal static class Webhook
{
    /// <summary>Some 300 notifications.</summary>
    private const int Most = 256 * 1024;

    public static Task<IResult> AnswerAsync(HttpRequest request, string provider, Notifications notifications) =>
        RequestGate.RunOpenAsync(request, async () =>
    {
        if (request.Query.TryGetValue("validationToken", out var tokens) && tokens is [{ Length: > 0 } token, ..])
        {
            return Repeat(request, token);
        }

        var body = await RequestBody.JsonAsync(request, Most);
        return await notifications.TryReceiveAsync(provider, body, request.HttpContext.RequestAborted)
            ? Results.StatusCode(StatusCodes.Status202Accepted)
            : Problems.Invalid("value", "notifications-invalid", "Expected a JSON object whose value is a list of notifications.");
    });

    /// <summary>Whatever it says, no browser takes it for anything but text.</summary>
    private static IResult Repeat(HttpRequest request, string token)
    {
        request.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Text(token, "text/plain");
    }
}
