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

    public static Task<IResult> AnswerAsync(HttpRequest request, Notifications notifications) =>
        RequestGate.RunOpenAsync(request, async () =>
    {
        if (request.Query.TryGetValue("validationToken", out var tokens) && tokens is [{ Length: > 0 } token, ..])
        {
            return Repeat(request, token);
        }

        if (Notification.ReadAll(await RequestBody.JsonAsync(request, Most)) is not { } told)
        {
            return Problems.Invalid("value", "notifications-invalid", "Expected a JSON object whose value is a list of notifications.");
        }

        await notifications.ReceiveAsync(told, request.HttpContext.RequestAborted);
        return Results.StatusCode(StatusCodes.Status202Accepted);
    });

    /// <summary>Whatever it says, no browser takes it for anything but text.</summary>
    private static IResult Repeat(HttpRequest request, string token)
    {
        request.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Text(token, "text/plain");
    }
}
