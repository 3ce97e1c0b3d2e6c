using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ServerlessContacts.Simulators.Google;

/// <summary>One authenticated call, with what is laid on it.</summary>
internal sealed record GoogleCall(HttpContext Context, SimulatedAccount Account, GoogleBook Book, GoogleFault? Fault, DateTimeOffset Now, TimeSpan Lag, string Photos)
{
    public HttpRequest Request => Context.Request;

    public JsonObject Body { get; init; } = [];

    /// <summary>Rules that were broken without being refused for it.</summary>
    public required Action<string> Violate { get; init; }

    /// <summary>Contacts that are refused whatever is done about them, for a reason that clients cannot foresee.</summary>
    public Predicate<JsonObject> IsRefused { get; init; } = _ => false;

    /// <summary>The contact's name, where the path does not say it.</summary>
    public string? Name { get; init; }

    public string? Query(string name) => Request.Query.TryGetValue(name, out var value) && !string.IsNullOrEmpty(value) ? value.ToString() : null;

    public string ResourceName => Name ?? $"people/{Request.RouteValues["id"]}";

    public static async Task<JsonObject> ReadBodyAsync(HttpRequest request)
    {
        if (request.Method is "GET" or "DELETE")
        {
            return [];
        }

        try
        {
            // Google's own client packs what it sends.
            await using var body = request.Headers.ContentEncoding == "gzip"
                ? new System.IO.Compression.GZipStream(request.Body, System.IO.Compression.CompressionMode.Decompress)
                : request.Body;
            return await JsonNode.ParseAsync(body, cancellationToken: request.HttpContext.RequestAborted) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            throw GoogleRefusal.Invalid("Invalid JSON payload received.", "body-invalid");
        }
    }
}
