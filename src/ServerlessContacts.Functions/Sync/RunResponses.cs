using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ServerlessContacts.Contacts;
using ServerlessContacts.Functions.Contacts;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Functions.Sync;

/// <summary>The answers about runs.</summary>
internal static class RunResponses
{
    /// <summary>Of a connection that runs every five minutes, those of three days.</summary>
    public const int Most = 1000;

    /// <summary>Of a name that says more, people see the beginning in a list.</summary>
    public const int MaxName = 200;

    public static IResult Of(RequestContext context, ConnectionKey key, RunRequested result) => result switch
    {
        RunRequested.Accepted { Run: var run } => Accepted(context, key, run),
        RunRequested.Refused { Problem: var problem } => Problems.Conflict(problem.Code, problem.Message),
        RunRequested.KeyReused => Problems.KeyReused(),
        _ => Problems.NotFound(),
    };

    public static IResult List(RequestContext context, IReadOnlyList<RunRecord> runs) => Page.Of(context, runs, View);

    /// <summary>The run and a page of what it did.</summary>
    public static IResult Whole(RequestContext context, RunRecord run, IReadOnlyList<Outcome> outcomes)
    {
        var whole = View(run);
        foreach (var (name, value) in Page.Node(context, outcomes, Item))
        {
            whole[name] = value?.DeepClone();
        }

        return Results.Json(whole);
    }

    private static IResult Accepted(RequestContext context, ConnectionKey key, string run)
    {
        var owner = context.Query.Text("owner") is { } named ? $"?owner={Uri.EscapeDataString(named)}" : "";
        context.Request.HttpContext.Response.Headers.Location = $"/api/connections/{key.Id}/runs/{run}{owner}";
        return Results.Json(new { run }, statusCode: StatusCodes.Status202Accepted);
    }

    private static JsonObject View(RunRecord run)
    {
        var view = new JsonObject
        {
            ["id"] = run.Id,
            ["kind"] = Word(run.Kind),
            ["status"] = Word(run.Status),
            ["requested"] = ContactView.Time(run.Requested),
            ["counts"] = JsonSerializer.SerializeToNode(run.Counts, StoredJson.Options),
        };
        Add(view, "started", run.Started is { } started ? ContactView.Time(started) : null);
        Add(view, "finished", run.Finished is { } finished ? ContactView.Time(finished) : null);
        Add(view, "problem", run.Problem is { } problem ? JsonSerializer.SerializeToNode(problem, StoredJson.Options) : null);
        return view;
    }

    internal static JsonObject Item(Outcome outcome)
    {
        var view = new JsonObject
        {
            ["side"] = Word(outcome.Side),
            ["outcome"] = Word(outcome.Kind),
            ["contact"] = outcome.Contact,
            ["name"] = TextCut.Shown(MaxName, outcome.Name),
        };
        Add(view, "reason", outcome.Reason);
        Add(view, "item", outcome.Item);
        Add(view, "values", outcome.Values is { Count: > 0 } values ? JsonSerializer.SerializeToNode(values, StoredJson.Options) : null);
        return view;
    }

    private static void Add(JsonObject view, string name, JsonNode? value)
    {
        if (value is not null)
        {
            view[name] = value;
        }
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
