using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ServerlessContacts.Simulators.Google;

/// <summary>How an answer goes out, or does not.</summary>
internal sealed class GoogleAnswer(HttpContext context)
{
    /// <summary>Whether the fault is the whole answer, with nothing done.</summary>
    public async Task<bool> MeetAsync(GoogleFault? fault)
    {
        if (fault == GoogleFault.DropBefore)
        {
            context.Abort();
            return true;
        }

        if (fault == GoogleFault.Hang)
        {
            var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = context.RequestAborted.Register(gone.SetResult);
            await gone.Task;
            return true;
        }

        return false;
    }

    public async Task WriteAsync(JsonObject answer, GoogleFault? fault)
    {
        if (fault == GoogleFault.DropAfter)
        {
            context.Abort();
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(answer.ToJsonString());
        await WriteAsync(fault == GoogleFault.TruncateBody ? bytes.AsMemory(0, bytes.Length / 2) : bytes);
    }

    public Task RefuseAsync(GoogleRefusal refusal, string? retryAfter)
    {
        context.Response.StatusCode = refusal.Code;
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        return WriteAsync(Encoding.UTF8.GetBytes(refusal.Body.ToJsonString()));
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        context.Response.ContentType = "application/json; charset=UTF-8";
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
