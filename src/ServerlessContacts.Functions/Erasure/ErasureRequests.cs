using System.Text.Json.Nodes;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Members;
using ServerlessContacts.Erasure;
using ServerlessContacts.Functions.Http;

namespace ServerlessContacts.Functions.Erasure;

/// <summary>Reads wishes for erasures: <c>{contacts: [id, …], dryRun?}</c> or <c>{member: ID, dryRun?}</c>.</summary>
internal static class ErasureRequests
{
    public static async Task<ErasureRequest> ReadAsync(RequestContext context)
    {
        var body = await RequestBody.ObjectAsync(context.Request);
        RequestBody.DemandKnown(body, "contacts", "member", "dryRun");
        var member = RequestBody.Text(body, "member");
        if (member is null == body["contacts"] is null)
        {
            throw Query.Wrong("member", "choice-invalid", "Expected either contacts or a member.");
        }

        var contacts = member is null ? Contacts(context, body["contacts"]) : [];
        return new ErasureRequest(
            context.Tenant, contacts, DryRun(body["dryRun"]), context.Caller.Actor, Preconditions.IdempotencyKey(context.Request))
        {
            Member = member is null ? null : Member(context, member),
        };
    }

    private static MemberId Member(RequestContext context, string text) =>
        !MemberId.TryParse(text, out var member) || !context.Directory.Members.ContainsKey(MemberRecord.ContactId(member).Unique)
            ? throw new ProblemException(Problems.NotFound())
        : ErasureRules.FindProblem(context.Caller, member) is { } problem ? throw new ProblemException(Problems.Invalid([problem]))
        : member;

    private static List<ContactId> Contacts(RequestContext context, JsonNode? node)
    {
        if (node is not JsonArray { Count: > 0 and <= Erasures.MostContacts } list)
        {
            throw Query.Wrong("contacts", "type-invalid", $"Expected a list of 1 to {Erasures.MostContacts} ids of contacts.");
        }

        return [.. list.Select((item, at) => Contact(context, item, $"contacts[{at}]"))];
    }

    private static ContactId Contact(RequestContext context, JsonNode? item, string field)
    {
        if (item is not JsonValue value || !value.TryGetValue<string>(out var text) || !ContactId.TryParse(text, out var id))
        {
            throw Query.Wrong(field, "contact-invalid", "Expected the id of a contact.");
        }

        return ErasureRules.FindProblem(context.TenantRecord, id, field) is { } problem
            ? throw new ProblemException(Problems.Invalid([problem]))
            : id;
    }

    private static bool DryRun(JsonNode? node) => node switch
    {
        null => false,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        _ => throw Query.Wrong("dryRun", "type-invalid", "Expected true or false."),
    };
}
