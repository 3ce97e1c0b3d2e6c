using System.Text.Json.Nodes;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Members;
using ServerlessContacts.Editing;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Functions.Http;

/// <summary>What requests about contacts have in common.</summary>
internal static class ContactRequests
{
    /// <summary>The contact that is in the caller's scope, a member as the directory shows them; null for all others.</summary>
    public static async Task<StoredContact?> FindAsync(Session session, ContactStore contacts, ContactId id)
    {
        if (id.IsMember)
        {
            return session.Directory.Members.GetValueOrDefault(id.Unique) is { } member ? Member(id, member) : null;
        }

        return session.Scope.Includes(id) ? await contacts.FindAsync(session.Tenant, id, session.Aborted) : null;
    }

    public static bool IsShared(JsonObject body) => Body.Text(body, "scope") switch
    {
        null or "personal" => false,
        "shared" => true,
        _ => throw Query.Wrong("scope", "choice-invalid", "Expected personal or shared."),
    };

    public static IdempotencyKey? Key(Session session, JsonObject body) =>
        Conditions.IdempotencyKey(session.Request) is { } key ? new IdempotencyKey(key, body.ToJsonString()) : null;

    private static StoredContact Member(ContactId id, MemberRecord member) =>
        new(id, member.AsRecord(), new StoredRow(MemberRecord.Kind.Key(id.Unique), default, 0, default));
}
