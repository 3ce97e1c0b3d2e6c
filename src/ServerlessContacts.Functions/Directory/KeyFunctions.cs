using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Access;
using ServerlessContacts.Directory.Keys;
using ServerlessContacts.Functions.Contacts;
using ServerlessContacts.Functions.Http;

namespace ServerlessContacts.Functions.Directory;

/// <summary><c>/api/keys</c>: application keys. A secret is shown when it is made, and never again.</summary>
public sealed class KeyFunctions(RequestGate gate, KeyIssuer issuer, KeyStore keys)
{
    [Function("ListKeys")]
    public Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/keys")] HttpRequest request) =>
        gate.RunAsync(request, Permission.KeysManage, context => Task.FromResult(ListOf(context)));

    [Function("CreateKey")]
    public Task<IResult> Create([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/keys")] HttpRequest request) =>
        gate.RunAsync(request, Permission.KeysManage, CreateAsync);

    [Function("GetKey")]
    public Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/keys/{id}")] HttpRequest request, string id) =>
        gate.RunAsync(request, Permission.KeysManage, context => Task.FromResult(
            context.Directory.Keys.TryGetValue(id, out var key) ? Results.Json(View(key)) : Problems.NotFound()));

    [Function("RotateKey")]
    public Task<IResult> Rotate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/keys/{id}/rotate")] HttpRequest request, string id) =>
        gate.RunAsync(request, Permission.KeysManage, async context => Of(
            await keys.RotateAsync(context.Tenant, id, context.Caller.Actor, Preconditions.IdempotencyKey(request), context.Aborted),
            StatusCodes.Status200OK));

    [Function("RevokeKey")]
    public Task<IResult> Revoke(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/keys/{id}")] HttpRequest request, string id) =>
        gate.RunAsync(request, Permission.KeysManage, async context =>
            await keys.RevokeAsync(context.Tenant, id, context.Caller.Actor, context.Aborted) is null
                ? Problems.NotFound()
                : Results.NoContent());

    private static IResult ListOf(RequestContext context)
    {
        var all = context.Directory.Keys.Values.OrderByDescending(key => key.Created).ThenBy(key => key.Id, StringComparer.Ordinal)
            .ToList();
        return Page.Of(context, all, View);
    }

    private async Task<IResult> CreateAsync(RequestContext context)
    {
        var body = await RequestBody.ObjectAsync(context.Request);
        RequestBody.DemandKnown(body, "name", "scopes", "expires");
        var name = RequestBody.Text(body, "name")?.Trim() ?? "";
        var wanted = new KeyRequest(name, Scopes(body), Expiry(body), Preconditions.IdempotencyKey(context.Request));
        var result = await issuer.CreateAsync(context.Caller, wanted, context.Aborted);
        if (result is KeyResult.Issued { Record.Id: var id })
        {
            context.Request.HttpContext.Response.Headers.Location = $"/api/keys/{id}";
        }

        return Of(result, StatusCodes.Status201Created);
    }

    private static List<string> Scopes(JsonObject body) => body["scopes"] is JsonArray list
        ? [.. list.Select(scope => scope is JsonValue value && value.TryGetValue<string>(out var text) ? text : "")
            .Distinct(StringComparer.Ordinal)]
        : [];

    private static DateTimeOffset? Expiry(JsonObject body) => RequestBody.Text(body, "expires") is not { } text
        ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expires)
            ? expires
            : throw Query.Wrong("expires", "time-invalid", "Expected a time such as 2027-01-31T00:00:00Z.");

    private static IResult Of(KeyResult result, int status) => result switch
    {
        KeyResult.Issued { Record: var record, Secret: { } secret } => Results.Json(With(View(record), "key", secret), statusCode: status),
        KeyResult.Issued { Record: var record } => Results.Json(With(View(record), "secretShown", true), statusCode: status),
        KeyResult.Invalid { Problem: var problem } => Problems.Invalid([problem]),
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
