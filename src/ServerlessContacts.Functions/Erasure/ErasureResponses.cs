using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ServerlessContacts.Erasure;
using ServerlessContacts.Functions.Contacts;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Functions.Erasure;

/// <summary>The answers about erasures.</summary>
internal static class ErasureResponses
{
    public static IResult Accepted(RequestContext context, StoredErasure? erasure)
    {
        if (erasure is null)
        {
            return Problems.KeyReused();
        }

        context.Request.HttpContext.Response.Headers.Location = $"/api/erasures/{erasure.Record.Id}";
        return Results.Json(View(erasure), statusCode: StatusCodes.Status202Accepted);
    }

    public static JsonObject View(StoredErasure erasure)
    {
        var record = erasure.Record;
        var view = new JsonObject
        {
            ["id"] = record.Id,
            ["status"] = JsonNamingPolicy.CamelCase.ConvertName(record.Status.ToString()),
            ["dryRun"] = record.DryRun,
            ["by"] = record.By,
            ["contacts"] = List(record.Contacts),
            ["alike"] = List(record.Alike),
            ["counts"] = new JsonObject(
                Traces.All.Select(trace => KeyValuePair.Create(trace, (JsonNode?)record.Counts.GetValueOrDefault(trace)))),
            ["requested"] = ContactView.Time(record.Requested),
        };
        if (record.Member is { } member)
        {
            view["member"] = member;
        }

        Add(view, "started", record.Started);
        Add(view, "finished", record.Finished);
        return view;
    }

    private static JsonArray List(IReadOnlyList<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    private static void Add(JsonObject view, string name, DateTimeOffset? time)
    {
        if (time is { } at)
        {
            view[name] = ContactView.Time(at);
        }
    }
}
