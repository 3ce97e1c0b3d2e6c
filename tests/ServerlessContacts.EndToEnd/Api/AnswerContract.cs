using System.Text.Json.Nodes;
using ServerlessContacts.Tests.Functions;

namespace ServerlessContacts.EndToEnd.Api;

/// <summary>What openapi.yaml says of the answers of an operation.</summary>
internal sealed class AnswerContract(ApiDocument document, ApiOperation operation)
{
    /// <summary>In what the answer is not as it is described; empty if it is.</summary>
    public IReadOnlyList<string> Violations(ApiAnswer answer) => document.Response(operation, (int)answer.Status) is { } response
        ? [.. Headers(response, answer), .. Body(response, answer)]
        : [$"{(int)answer.Status} is not described"];

    private static IEnumerable<string> Headers(JsonObject response, ApiAnswer answer) =>
        (response["headers"]?.AsObject() ?? []).Where(header => !answer.Headers.ContainsKey(header.Key)).Select(header => $"the header {header.Key} is missing");

    private IEnumerable<string> Body(JsonObject response, ApiAnswer answer)
    {
        if (response["content"] is not JsonObject content)
        {
            return answer.Bytes.Length == 0 ? [] : ["a body is not described"];
        }

        var type = answer.Headers.GetValueOrDefault("Content-Type", "none").Split(';')[0];
        return content[type]?["schema"] is not { } schema ? [$"the content type {type} is not described"]
            : type.EndsWith("json", StringComparison.Ordinal) ? document.Schema.Violations(schema, JsonNode.Parse(answer.Bytes)).Concat(Status(type, answer))
            : [];
    }

    private static IEnumerable<string> Status(string type, ApiAnswer answer) =>
        type == "application/problem+json" && (int)JsonNode.Parse(answer.Bytes)!["status"]! != (int)answer.Status ? ["the problem's status is another"] : [];
}
