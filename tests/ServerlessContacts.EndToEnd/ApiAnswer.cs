using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ServerlessContacts.EndToEnd;

/// <summary>An answer read to its end. Assertions about it show the whole exchange when they fail.</summary>
public sealed record ApiAnswer(string Request, HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, byte[] Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public string ETag => Headers["ETag"];

    public static async Task<ApiAnswer> ReadAsync(HttpRequestMessage request, HttpResponseMessage response)
    {
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new ApiAnswer($"{request.Method} {request.RequestUri}", response.StatusCode, headers, await response.Content.ReadAsByteArrayAsync());
    }

    public ApiAnswer Is(HttpStatusCode status)
    {
        Assert.True(Status == status, $"Expected {(int)status} {status}, found {this}");
        return this;
    }

    /// <summary>The body of an answer that must have this status.</summary>
    public JsonObject Json(HttpStatusCode status = HttpStatusCode.OK) => Is(status).Parsed();

    /// <summary>The problem details of an answer that must be this problem.</summary>
    public JsonObject Problem(int status, string type, string? field = null)
    {
        var problem = Json((HttpStatusCode)status);
        Assert.StartsWith("application/problem+json", Headers["Content-Type"], StringComparison.Ordinal);
        Assert.True(problem.Text("type") == type && (int)problem["status"]! == status, $"Expected {type}, found {this}");
        Assert.True(field is null || problem["field"]?.ToString() == field, $"Expected field {field}, found {this}");
        return problem;
    }

    public override string ToString() => $"{(int)Status} {Status} for {Request}: {Text}";

    private JsonObject Parsed() => JsonNode.Parse(Bytes)!.AsObject();
}

public static class JsonExtensions
{
    public static string Text(this JsonNode node, string name) => (string)node[name]!;

    public static int Number(this JsonNode node, string name) => (int)node[name]!;

    public static IReadOnlyList<JsonObject> List(this JsonNode node, string name) => [.. node[name]!.AsArray().Select(item => item!.AsObject())];

    /// <summary>The ids of the items of a list, in their order.</summary>
    public static IReadOnlyList<string> Ids(this JsonNode page) => [.. page.List("items").Select(item => item.Text("id"))];
}
