using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers.Microsoft;

/// <summary>Several requests in one call. Each has a status of its own, and is answered as if it had been sent alone.</summary>
internal sealed class GraphBatch(GraphCalls calls, TimeProvider time)
{
    /// <summary>Microsoft Graph takes 20 requests in a batch.</summary>
    public const int Most = 20;

    /// <summary>The answers, in the order of the requests.</summary>
    /// <param name="requests">At most <see cref="Most"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<BatchAnswer>> SendAsync(IEnumerable<RequestInformation> requests, CancellationToken cancellationToken)
    {
        var batch = new BatchRequestContentCollection(calls.Client);
        var ids = new List<string>();
        foreach (var request in requests)
        {
            // What the call says of its ids is not said of those inside it. Of several values of a header, the SDK sends one.
            var wishes = request.Headers.TryGetValue("Prefer", out var own)
                ? own.Append(ImmutableIdHandler.Wish)
                : [ImmutableIdHandler.Wish];
            var wish = string.Join(", ", wishes);
            request.Headers.Remove("Prefer");
            request.Headers.Add("Prefer", wish);
            ids.Add(await batch.AddBatchRequestStepAsync(request));
        }

        var answered = await PostAsync(batch, cancellationToken);
        var answers = new List<BatchAnswer>();
        foreach (var id in ids)
        {
            answers.Add(await ReadAsync(answered, id, cancellationToken));
        }

        return answers;
    }

    /// <summary>
    /// As <see cref="SendAsync"/>, for what can be asked again: where one of them has to wait, nothing more may be asked, and all of them
    /// fail.
    /// </summary>
    public async Task<IReadOnlyList<BatchAnswer>> ReadAsync(IEnumerable<RequestInformation> requests, CancellationToken cancellationToken)
    {
        var answers = await SendAsync(requests, cancellationToken);
        var throttled = answers.Select(answer => answer.Failure).Where(failure => failure?.Fault == ProviderFault.Throttled);
        return throttled.MaxBy(failure => failure!.RetryAfter ?? TimeSpan.Zero) is { } wait ? throw wait : answers;
    }

    private async Task<BatchResponseContentCollection> PostAsync(
        BatchRequestContentCollection batch, CancellationToken cancellationToken) =>
        await calls.Client.Batch.PostAsync(batch, cancellationToken) ?? throw NoAnswer();

    private async Task<BatchAnswer> ReadAsync(BatchResponseContentCollection answered, string id, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await answered.GetResponseByIdAsync(id) ?? throw NoAnswer();
            var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            return answer.IsSuccessStatusCode
                ? new BatchAnswer(body, answer.Content.Headers.ContentType?.MediaType)
                : new BatchAnswer(body, Type: null, GraphFailure.Of(answer, body, time.GetUtcNow()));
        }
        catch (Exception broken) when (broken is ClientException or JsonException or InvalidOperationException or FormatException
            or KeyNotFoundException)
        {
            throw NoAnswer(broken);
        }
    }

    private static ProviderException NoAnswer(Exception? inner = null) =>
        new(ProviderFault.Unavailable, "Microsoft Graph answered a batch with something else than answers to its requests.", inner: inner);
}

/// <summary>What one request of a batch was answered.</summary>
/// <param name="Body">As it came: JSON, or Base64 for what is none.</param>
/// <param name="Type">The media type that the body has, or had before it was made Base64.</param>
/// <param name="Failure">Null for a success.</param>
internal sealed record BatchAnswer(ReadOnlyMemory<byte> Body, string? Type, ProviderException? Failure = null)
{
    /// <summary>The body of a success. Throws the failure of another.</summary>
    public JsonObject Json() => Failure is null ? GraphJson.Read(Body.Span) : throw Failure;
}
