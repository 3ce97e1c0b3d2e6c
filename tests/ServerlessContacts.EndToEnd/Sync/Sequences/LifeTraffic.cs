using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ServerlessContacts.EndToEnd.Sync.Sequences;

/// <summary>Something that happens in the middle of a turn, at one of its calls to the provider.</summary>
/// <param name="Call">Counted from the beginning of the turn.</param>
/// <param name="IsAfter">Whether the call is carried out before.</param>
/// <param name="ActAsync">Answers whether the call goes on.</param>
internal sealed record Interruption(int Call, bool IsAfter, Func<Task<bool>> ActAsync);

/// <summary>Stands in front of one life's provider: counts what is asked of it.</summary>
internal sealed class LifeTraffic
{
    private readonly Lock gate = new();
    private Interruption? interruption;
    private int calls;

    /// <summary>Told of each call and its answer.</summary>
    public Action<string> Tell { get; set; } = _ => { };

    /// <summary>Calls that would change something there.</summary>
    public int Writes { get; private set; }

    /// <summary>Counts anew.</summary>
    public void Arm(Interruption? next)
    {
        lock (gate)
        {
            (interruption, calls) = (next, 0);
        }
    }

    public void Map(WebApplication app) => app.Use(AnswerAsync);

    private async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        var strike = Count(await IsWriteAsync(context.Request));
        if (strike is { IsAfter: false } && !await strike.ActAsync())
        {
            context.Abort();
            return;
        }

        await ToldAsync(context, next);
        if (strike is { IsAfter: true })
        {
            await strike.ActAsync();
        }
    }

    /// <summary>Of a batch the requests and their statuses as well.</summary>
    private async Task ToldAsync(HttpContext context, RequestDelegate next)
    {
        var (answer, body) = (new MemoryStream(), context.Response.Body);
        context.Response.Body = answer;
        await next(context);
        context.Response.Body = body;
        await body.WriteAsync(answer.ToArray());
        var requests = context.Request.Path.Value!.EndsWith("/$batch", StringComparison.Ordinal)
            && context.Response.StatusCode == StatusCodes.Status200OK
            ? Inner(context.Request, answer) : "";
        Tell($"  {context.Request.Method} {context.Request.Path}{context.Request.QueryString}: {context.Response.StatusCode}{requests}");
    }

    private static string Inner(HttpRequest request, MemoryStream answer)
    {
        request.Body.Position = 0;
        using var reader = new StreamReader(request.Body, leaveOpen: true);
        var asked = JsonNode.Parse(reader.ReadToEndAsync().Result)!["requests"]!.AsArray()
            .ToDictionary(one => (string)one!["id"]!, one => $"{one!["method"]} {one["url"]}");
        return string.Concat(JsonNode.Parse(answer.ToArray())!["responses"]!.AsArray()
            .Select(one => $"{Environment.NewLine}    {asked[(string)one!["id"]!]}: {one["status"]} {one["headers"]?["Retry-After"]}"));
    }

    private Interruption? Count(bool isWrite)
    {
        lock (gate)
        {
            Writes += isWrite ? 1 : 0;
            return ++calls == interruption?.Call ? interruption : null;
        }
    }

    private static async Task<bool> IsWriteAsync(HttpRequest request) =>
        request.Path.Value!.EndsWith("/$batch", StringComparison.Ordinal) ? await HasWriteAsync(request) : IsWrite(request);

    /// <summary>A batch changes something if one of its requests does.</summary>
    private static async Task<bool> HasWriteAsync(HttpRequest request)
    {
        request.EnableBuffering();
        var batch = await JsonNode.ParseAsync(request.Body);
        request.Body.Position = 0;
        return batch!["requests"]!.AsArray().Any(one => one!["method"]!.GetValue<string>() != HttpMethods.Get);
    }

    private static bool IsWrite(HttpRequest request) =>
        request.Method != HttpMethods.Get && !request.Headers.ContainsKey("X-HTTP-Method-Override") && !request.Path.Value!.EndsWith("/token", StringComparison.Ordinal);
}
