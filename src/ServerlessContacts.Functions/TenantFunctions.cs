using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Functions.Http;

namespace ServerlessContacts.Functions;

/// <summary><c>/api/tenant</c>: the caller's organisation and its rules.</summary>
public sealed class TenantFunctions(Api api, TenantStore tenants)
{
    [Function("GetTenant")]
    public Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/tenant")] HttpRequest request) =>
        api.RunAsync(request, Permission.TenantRead, session => Task.FromResult(Answer(session, session.TenantRecord, session.Directory.TenantVersion)));

    [Function("PatchTenant")]
    public Task<IResult> Patch([HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "api/tenant")] HttpRequest request) =>
        api.RunAsync(request, Permission.TenantManage, PatchAsync);

    private async Task<IResult> PatchAsync(Session session)
    {
        var version = Conditions.DemandMatch(session.Request) ?? session.Directory.TenantVersion;
        var body = await Body.ObjectAsync(session.Request);
        var changed = Changed(session.TenantRecord, body);
        var saved = await tenants.UpdateAsync(session.Tenant, version, _ => changed, session.Caller.Actor, session.Aborted);
        return saved is { } now ? Answer(session, now.Tenant, now.Version) : Problems.Stale();
    }

    private static TenantRecord Changed(TenantRecord tenant, JsonObject body)
    {
        Body.DemandKnown(body, "id", "etag", "name", "country", "rules", "created");
        var name = Body.Text(body, "name")?.Trim() ?? tenant.Name;
        var country = Body.Text(body, "country")?.Trim().ToUpperInvariant() ?? tenant.Country;
        if (name.Length is 0 or > 200)
        {
            throw Query.Wrong("name", "required", "Expected a name of at most 200 characters.");
        }

        if (CallingCodes.ForCountry(country) is null)
        {
            throw Query.Wrong("country", "country-invalid", "Expected an ISO 3166-1 code of two letters, such as JP.");
        }

        return tenant with { Name = name, Country = country, Rules = Rules(tenant.Rules, body["rules"]) };
    }

    private static TenantRules Rules(TenantRules rules, JsonNode? patch) => patch switch
    {
        null => rules,
        JsonObject changes => Rules(rules, changes),
        _ => throw Query.Wrong("rules", "type-invalid", "Expected an object."),
    };

    private static TenantRules Rules(TenantRules rules, JsonObject changes)
    {
        Body.DemandKnown(changes, "leadingDoubleZeroIsInternational");
        return changes["leadingDoubleZeroIsInternational"] switch
        {
            null => rules,
            JsonValue value when value.TryGetValue<bool>(out var flag) => rules with { LeadingDoubleZeroIsInternational = flag },
            _ => throw Query.Wrong("rules.leadingDoubleZeroIsInternational", "type-invalid", "Expected true or false."),
        };
    }

    private static IResult Answer(Session session, TenantRecord tenant, long version)
    {
        session.Request.HttpContext.Response.Headers.ETag = Conditions.Tag(version);
        return Results.Json(new JsonObject
        {
            ["id"] = session.Tenant.Value,
            ["etag"] = Conditions.Tag(version),
            ["name"] = tenant.Name,
            ["country"] = tenant.Country,
            ["rules"] = new JsonObject { ["leadingDoubleZeroIsInternational"] = tenant.Rules.LeadingDoubleZeroIsInternational },
            ["created"] = ContactView.Time(tenant.Created),
        });
    }
}
