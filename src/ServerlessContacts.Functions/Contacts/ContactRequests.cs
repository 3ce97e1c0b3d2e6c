using System.Text.Json.Nodes;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Members;
using ServerlessContacts.Editing;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Functions.Contacts;

/// <summary>What requests about contacts have in common.</summary>
internal static class ContactRequests
{
    /// <summary>The contact that is in the caller's scope, a member as the directory shows them; null for all others.</summary>
    public static async Task<StoredContact?> FindAsync(RequestContext context, ContactStore contacts, ContactId id)
    {
        if (id.IsMember)
        {
            return context.Directory.Members.GetValueOrDefault(id.Unique) is { } member ? Member(id, member) : null;
        }

        return context.Scope.Includes(id) ? await contacts.FindAsync(context.Tenant, id, context.Aborted) : null;
    }

    public static bool IsShared(JsonObject body) => RequestBody.Text(body, "scope") switch
    {
        null or "personal" => false,
        "shared" => true,
        _ => throw Query.Wrong("scope", "choice-invalid", "Expected personal or shared."),
    };

    public static IdempotencyKey? Key(RequestContext context, JsonObject body) =>
        Preconditions.IdempotencyKey(context.Request) is { } key ? new IdempotencyKey(key, body.ToJsonString()) : null;

    private static StoredContact Member(ContactId id, MemberRecord member) =>
        new(id, member.AsRecord(), new StoredRow(MemberRecord.Kind.Key(id.Unique), default, 0, default));
}
