using Microsoft.AspNetCore.Http;

namespace ServerlessContacts.Simulators.Microsoft;

/// <summary>Between ASP.NET's requests and the simulator's.</summary>
internal static class GraphWire
{
    private const string Version = "/v1.0";

    public static async Task<GraphRequest> ReadAsync(HttpContext context, SimulatedAccount account)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var request = context.Request;
        return new GraphRequest(request.Method, GraphRequest.Split(request.Path.Value![Version.Length..]),
            request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal),
            request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray())
        { Root = new Uri($"{request.Scheme}://{request.Host}{Version}"), Account = account };
    }

    public static async Task WriteAsync(HttpContext context, GraphAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (answer.Photo is { } photo)
        {
            context.Response.ContentType = photo.ContentType;
            await context.Response.Body.WriteAsync(photo.Bytes, context.RequestAborted);
        }
        else if (answer.Body is { } body)
        {
            context.Response.ContentType = "application/json;odata.metadata=minimal";
            await context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
        }
    }
}
