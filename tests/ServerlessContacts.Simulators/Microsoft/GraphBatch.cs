using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace ServerlessContacts.Simulators.Microsoft;

/// <summary>
/// <c>$batch</c>: up to 20 requests that each count and each fail on their own inside an answer of 200. Answers name their requests by id
/// and come in an order of their own. What is no JSON comes as Base64.
/// </summary>
internal sealed class GraphBatch(GraphRouter router, GraphTraffic traffic, Func<GraphRequest, GraphAnswer?> injected)
{
    private const int Most = 20;

    public async Task<GraphAnswer> AnswerAsync(GraphRequest batch, CancellationToken cancellationToken)
    {
        var requests = (batch.Json()?["requests"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var ids = requests.Select(request => GraphContactRules.Text(request, "id")).ToHashSet(StringComparer.Ordinal);
        if (requests.Count > Most)
        {
            traffic.Count(GraphViolation.BatchTooLarge);
            return GraphAnswer.Error(400, "BadRequest", $"Number of batch request steps exceeds the maximum value of {Most}.");
        }

        if (ids.Count != requests.Count || ids.Contains(""))
        {
            return GraphAnswer.Error(400, "BadRequest", "Every request of a batch needs an id of its own.");
        }

        // All of them are sent at the same moment, so only the batch as a whole can come too early.
        var early = traffic.Waiting(batch);
        var answers = new Dictionary<string, GraphAnswer>(StringComparer.Ordinal);
        foreach (var request in requests)
        {
            answers[GraphContactRules.Text(request, "id")] = early ?? await OneAsync(batch, request, answers, cancellationToken);
        }

        var shown = answers.Reverse().Select(answer => Show(answer.Key, answer.Value));
        return GraphAnswer.Ok(new JsonObject { ["responses"] = new JsonArray([.. shown]) });
    }

    private async Task<GraphAnswer> OneAsync(
        GraphRequest batch, JsonObject request, Dictionary<string, GraphAnswer> before, CancellationToken cancellationToken)
    {
        var needed = (request["dependsOn"] as JsonArray ?? []).Select(id => id!.GetValue<string>());
        if (needed.Any(id => !before.TryGetValue(id, out var answer) || answer.Failed))
        {
            return GraphAnswer.Error(424, "FailedDependency", "A request that this one depends on failed.");
        }

        var inner = Inner(batch, request);
        return traffic.Wait(inner) ?? injected(inner) ?? await router.AnswerAsync(inner, cancellationToken);
    }

    private static GraphRequest Inner(GraphRequest batch, JsonObject request)
    {
        var url = GraphContactRules.Text(request, "url").Split('?', 2);
        var headers = request["headers"] as JsonObject ?? [];
        var query = QueryHelpers.ParseQuery(url.Length > 1 ? url[1] : "");
        return batch with
        {
            Method = GraphContactRules.Text(request, "method").ToUpperInvariant(),
            Path = GraphRequest.Split(url[0]),
            Query = query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal),
            Headers = headers.ToDictionary(header => header.Key, header => header.Value!.GetValue<string>(), StringComparer.OrdinalIgnoreCase),
            Body = Encoding.UTF8.GetBytes(request["body"]?.ToJsonString() ?? ""),
        };
    }

    private static JsonObject Show(string id, GraphAnswer answer) => new()
    {
        ["id"] = id,
        ["status"] = answer.Status,
        ["headers"] = new JsonObject(Headers(answer).Select(header => KeyValuePair.Create<string, JsonNode?>(header.Key, header.Value))),
        ["body"] = answer.Photo is { } photo ? Convert.ToBase64String(photo.Bytes) : answer.Body?.DeepClone(),
    };

    private static IEnumerable<KeyValuePair<string, string>> Headers(GraphAnswer answer) =>
        answer.Photo is null && answer.Body is null
            ? answer.Headers
            : answer.Headers.Append(new("Content-Type", answer.Photo?.ContentType ?? "application/json"));
}
