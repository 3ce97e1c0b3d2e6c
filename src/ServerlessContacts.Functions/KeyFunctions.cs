using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Access;
using ServerlessContacts.Directory.Keys;
using ServerlessContacts.Functions.Http;

namespace ServerlessContacts.Functions;

/// <summary><c>/api/keys</c>: application keys. A secret is shown when it is made, and never again.</summary>
public sealed class KeyFunctions(Api api, KeyStore keys)
{
    private const int MostName = 200;

    [Function("ListKeys")]
    public Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/keys")] HttpRequest request) =>
        api.RunAsync(request, Permission.KeysManage, session => Task.FromResult(ListOf(session)));

    [Function("CreateKey")]
    public Task<IResult> Create([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/keys")] HttpRequest request) =>
        api.RunAsync(request, Permission.KeysManage, CreateAsync);

    [Function("GetKey")]
    public Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/keys/{id}")] HttpRequest request, string id) =>
        api.RunAsync(request, Permission.KeysManage, session => Task.FromResult(
            session.Directory.Keys.TryGetValue(id, out var key) ? Results.Json(View(key)) : Problems.NotFound()));

    [Function("RotateKey")]
    public Task<IResult> Rotate([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/keys/{id}/rotate")] HttpRequest request, string id) =>
        api.RunAsync(request, Permission.KeysManage, async session => Of(
            await keys.RotateAsync(session.Tenant, id, session.Caller.Actor, Conditions.IdempotencyKey(request), session.Aborted),
            StatusCodes.Status200OK));

    [Function("RevokeKey")]
    public Task<IResult> Revoke([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/keys/{id}")] HttpRequest request, string id) =>
        api.RunAsync(request, Permission.KeysManage, async session =>
            await keys.RevokeAsync(session.Tenant, id, session.Caller.Actor, session.Aborted) is null ? Problems.NotFound() : Results.NoContent());

    private static IResult ListOf(Session session)
    {
        var all = session.Directory.Keys.Values.OrderByDescending(key => key.Created).ThenBy(key => key.Id, StringComparer.Ordinal).ToList();
        return Page.Of(session, all, View);
    }

    private async Task<IResult> CreateAsync(Session session)
    {
        var body = await Body.ObjectAsync(session.Request);
        Body.DemandKnown(body, "name", "scopes", "expires");
        var name = Body.Text(body, "name")?.Trim();
        if (name is not { Length: > 0 and <= MostName })
        {
            return Problems.Invalid("name", "required", $"Expected a name of at most {MostName} characters.");
        }

        var scopes = Scopes(body);
        if (scopes.Count == 0 || KeyScopes.Refused(scopes, session.Caller) is { Count: > 0 })
        {
            var possible = string.Join(", ", KeyScopes.Grantable.Where(session.Caller.May).Order(StringComparer.Ordinal));
            return Problems.Invalid("scopes", "scope-invalid", $"Expected at least one of {possible}.");
        }

        var wanted = new KeyRequest(name, scopes, Expiry(body), Conditions.IdempotencyKey(session.Request));
        var result = await keys.CreateAsync(session.Tenant, wanted, session.Caller.Actor, session.Aborted);
        if (result is KeyResult.Issued { Record.Id: var id })
        {
            session.Request.HttpContext.Response.Headers.Location = $"/api/keys/{id}";
        }

        return Of(result, StatusCodes.Status201Created);
    }

    private static List<string> Scopes(JsonObject body) => body["scopes"] is JsonArray list
        ? [.. list.Select(scope => scope is JsonValue value && value.TryGetValue<string>(out var text) ? text : "").Distinct(StringComparer.Ordinal)]
        : [];

    private static DateTimeOffset? Expiry(JsonObject body) => Body.Text(body, "expires") is not { } text
        ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expires)
            ? expires
            : throw Query.Wrong("expires", "time-invalid", "Expected a time such as 2027-01-31T00:00:00Z.");

    private static IResult Of(KeyResult result, int status) => result switch
    {
        KeyResult.Issued { Record: var record, Secret: { } secret } => Results.Json(With(View(record), "key", secret), statusCode: status),
        KeyResult.Issued { Record: var record } => Results.Json(With(View(record), "secretShown", true), statusCode: status),
        KeyResult.QuotaReached { Most: var most } => Problems.QuotaReached("keys", most),
        _ => Problems.NotFound(),
    };

    private static JsonObject With(JsonObject view, string name, JsonNode value)
    {
        view[name] = value;
        return view;
    }

    /// <summary>Times that are not known are left out.</summary>
    private static JsonObject View(ApplicationKeyRecord key)
    {
        var view = new JsonObject
        {
            ["id"] = key.Id,
            ["name"] = key.Name,
            ["scopes"] = new JsonArray([.. key.Scopes.Select(scope => JsonValue.Create(scope))]),
            ["created"] = ContactView.Time(key.Created),
            ["createdBy"] = key.CreatedBy,
        };
        AddTime(view, "lastRotated", key.LastRotated);
        AddTime(view, "expires", key.Expires);
        AddTime(view, "revoked", key.Revoked);
        return view;
    }

    private static void AddTime(JsonObject view, string name, DateTimeOffset? time)
    {
        if (time is not null)
        {
            view[name] = ContactView.Time(time.Value);
        }
    }
}
