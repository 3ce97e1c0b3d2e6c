using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ServerlessContacts.Functions.Contacts;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync;
using ServerlessContacts.Sync.Connections;

namespace ServerlessContacts.Functions.Sync;

/// <summary>The answers about connections. No secret is in anything that they are made of.</summary>
internal static class ConnectionResponses
{
    public static IResult Of(RequestContext context, DateTimeOffset now, ConnectionResult result, int saved = 200) => result switch
    {
        ConnectionResult.Saved { Connection: var connection, AuthorizeUrl: var address } => Whole(context, now, connection, address, saved),
        ConnectionResult.Deleted => Results.NoContent(),
        ConnectionResult.Stale => Problems.Stale(),
        ConnectionResult.Invalid { Problems: var problems } => Problems.Invalid(problems),
        ConnectionResult.KeyReused => Problems.KeyReused(),
        ConnectionResult.QuotaReached { Most: var most } => Problems.QuotaReached("connections", most),
        ConnectionResult.Refused { Problem: var problem } => Refused(problem),
        ConnectionResult.Unavailable => Problems.Unavailable(
            "provider-unavailable", "The provider cannot be asked now. Begin the sign-in again later."),
        _ => Problems.NotFound(),
    };

    public static IResult Whole(
        RequestContext context, DateTimeOffset now, StoredConnection connection, string? authorizeUrl = null, int status = 200)
    {
        var headers = context.Request.HttpContext.Response.Headers;
        headers.ETag = Preconditions.Tag(connection.Version);
        if (status == StatusCodes.Status201Created)
        {
            headers.Location = $"/api/connections/{connection.Key.Id}";
        }

        var view = View(connection, now);
        if (authorizeUrl is not null)
        {
            headers.CacheControl = "no-store";
            view["authorizeUrl"] = authorizeUrl;
        }

        return Results.Json(view, statusCode: status);
    }

    public static IResult List(RequestContext context, DateTimeOffset now, IReadOnlyList<StoredConnection> connections) =>
        Page.Of(context, connections, connection => View(connection, now));

    /// <summary>Values that are unknown are left out.</summary>
    public static JsonObject View(StoredConnection stored, DateTimeOffset now)
    {
        var (connection, standing) = (stored.Connection, stored.Standing);
        var view = new JsonObject
        {
            ["id"] = stored.Key.Id,
            ["etag"] = Preconditions.Tag(stored.Version),
            ["owner"] = stored.Key.Owner.Value,
            ["provider"] = connection.Provider,
            ["account"] = standing.Account?.Name ?? connection.AskedAccount,
            ["status"] = JsonNamingPolicy.CamelCase.ConvertName(standing.Status.ToString()),
            ["problem"] = standing.Problem is { } problem ? Node(problem) : null,
            ["settings"] = Settings(connection.Settings),
            ["availableGroups"] = Node(standing.AvailableGroups),
            ["statistics"] = Statistics(standing),
            ["waitingUntil"] = standing.RetryAfter is { } until && until > now ? ContactView.Time(until) : null,
            ["created"] = ContactView.Time(connection.Created),
            ["signedIn"] = Time(standing.SignedIn),
        };
        return WithoutNulls(view);
    }

    /// <summary>What a connection has to do with a contact.</summary>
    public static JsonObject OfContact(ContactConnection known) => WithoutNulls(new JsonObject
    {
        ["connection"] = known.Connection.Key.Id,
        ["provider"] = known.Connection.Connection.Provider,
        ["account"] = known.Connection.Standing.Account?.Name,
        ["state"] = JsonNamingPolicy.CamelCase.ConvertName(known.State.ToString()),
        ["notHeld"] = known.NotHeld is { } fields ? Node(fields) : null,
        ["leftOut"] = known.LeftOut.Count > 0 ? Node(known.LeftOut) : null,
        ["leftOutValues"] = known.LeftOutValues.Count > 0 ? Node(known.LeftOutValues) : null,
        ["refused"] = known.Refused is { } refused
            ? new JsonObject { ["reason"] = refused.Reason, ["again"] = ContactView.Time(refused.Next) }
            : null,
    });

    /// <summary>With the delete policy that holds, chosen or not.</summary>
    private static JsonNode Settings(ConnectionSettings settings) => Node(settings with { ChosenDeletePolicy = settings.DeletePolicy });

    private static JsonObject Statistics(ConnectionStanding standing)
    {
        var view = Node(standing.Statistics).AsObject();
        view["lastRun"] = Time(standing.Statistics.LastRun);
        view["nextRun"] = Time(standing.Due);
        return WithoutNulls(view);
    }

    private static IResult Refused(ConnectionProblem problem) =>
        problem == ConnectionProblems.StateInvalid ? Problems.Invalid("state", problem.Code, problem.Message)
        : problem == ConnectionProblems.CodeRefused ? Problems.Invalid("code", problem.Code, problem.Message)
        : Problems.Conflict(problem.Code, problem.Message);

    private static JsonNode Node<T>(T value) => JsonSerializer.SerializeToNode(value, StoredJson.Options)!;

    private static JsonNode? Time(DateTimeOffset? time) => time is { } known ? ContactView.Time(known) : null;

    private static JsonObject WithoutNulls(JsonObject view)
    {
        foreach (var name in view.Where(field => field.Value is null).Select(field => field.Key).ToList())
        {
            view.Remove(name);
        }

        return view;
    }
}
