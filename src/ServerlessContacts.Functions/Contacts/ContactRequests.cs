using System.Text.Json.Nodes;
using ServerlessContacts.Editing;
using ServerlessContacts.Functions.Http;

namespace ServerlessContacts.Functions.Contacts;

/// <summary>What requests about contacts have in common.</summary>
internal static class ContactRequests
{
    public static bool IsShared(JsonObject body) => RequestBody.Text(body, "scope") switch
    {
        null or "personal" => false,
        "shared" => true,
        _ => throw Query.Wrong("scope", "choice-invalid", "Expected personal or shared."),
    };

    public static IdempotencyKey? Key(RequestContext context, JsonObject body) =>
        Preconditions.IdempotencyKey(context.Request) is { } key ? new IdempotencyKey(key, body.ToJsonString()) : null;
}
