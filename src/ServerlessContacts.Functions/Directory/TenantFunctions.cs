using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Access;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Functions.Contacts;
using ServerlessContacts.Functions.Http;

namespace ServerlessContacts.Functions.Directory;

/// <summary><c>/api/tenant</c>: the caller's organisation and its rules.</summary>
public sealed class TenantFunctions(RequestGate gate, TenantStore tenants)
{
    [Function("GetTenant")]
    public Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/tenant")] HttpRequest request) =>
        gate.RunAsync(request, Permission.TenantRead, context => Task.FromResult(
            Answer(context, context.TenantRecord, context.Directory.TenantVersion)));

    [Function("PatchTenant")]
    public Task<IResult> Patch([HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "api/tenant")] HttpRequest request) =>
        gate.RunAsync(request, Permission.TenantManage, PatchAsync);

    private async Task<IResult> PatchAsync(RequestContext context)
    {
        var version = Preconditions.DemandMatch(context.Request) ?? context.Directory.TenantVersion;
        var body = await RequestBody.ObjectAsync(context.Request);
        var changed = Changed(context.TenantRecord, body);
        var saved = await tenants.UpdateAsync(context.Tenant, version, _ => changed, context.Caller.Actor, context.Aborted);
        return saved is { } now ? Answer(context, now.Tenant, now.Version) : Problems.Stale();
    }

    private static TenantRecord Changed(TenantRecord tenant, JsonObject body)
    {
        RequestBody.DemandKnown(body, "id", "etag", "name", "country", "rules", "created");
        var name = RequestBody.Text(body, "name")?.Trim() ?? tenant.Name;
        var country = RequestBody.Text(body, "country")?.Trim().ToUpperInvariant() ?? tenant.Country;
        var changed = tenant with { Name = name, Country = country };
        return changed.FindProblem() is { } problem
            ? throw new ProblemException(Problems.Invalid([problem]))
            : changed with { Rules = Rules(tenant.Rules, body["rules"]) };
    }

    private static TenantRules Rules(TenantRules rules, JsonNode? patch) => patch switch
    {
        null => rules,
        JsonObject changes => Rules(rules, changes),
        _ => throw Query.Wrong("rules", "type-invalid", "Expected an object."),
    };

    private static TenantRules Rules(TenantRules rules, JsonObject changes)
    {
        RequestBody.DemandKnown(changes, "leadingDoubleZeroIsInternational");
        return changes["leadingDoubleZeroIsInternational"] switch
        {
            null => rules,
            JsonValue value when value.TryGetValue<bool>(out var flag) => rules with { LeadingDoubleZeroIsInternational = flag },
            _ => throw Query.Wrong("rules.leadingDoubleZeroIsInternational", "type-invalid", "Expected true or false."),
        };
    }

    private static IResult Answer(RequestContext context, TenantRecord tenant, long version)
    {
        context.Request.HttpContext.Response.Headers.ETag = Preconditions.Tag(version);
        return Results.Json(new JsonObject
        {
            ["id"] = context.Tenant.Value,
            ["etag"] = Preconditions.Tag(version),
            ["name"] = tenant.Name,
            ["country"] = tenant.Country,
            ["rules"] = new JsonObject { ["leadingDoubleZeroIsInternational"] = tenant.Rules.LeadingDoubleZeroIsInternational },
            ["created"] = ContactView.Time(tenant.Created),
        });
    }
}
