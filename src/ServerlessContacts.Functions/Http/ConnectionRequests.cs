using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.SignIn;

namespace ServerlessContacts.Functions.Http;

/// <summary>What requests about connections ask for.</summary>
internal static class ConnectionRequests
{
    /// <summary>Some of Microsoft's codes have 2,000 characters.</summary>
    private const int MostText = 8192;

    private static readonly string[] Settings = ["direction", "groups", "visibility", "deletePolicy", "conflictRule", "brake"];

    /// <summary>What only the service sets; it may be sent back.</summary>
    private static readonly string[] ReadOnly =
        ["id", "etag", "owner", "provider", "account", "status", "problem", "availableGroups", "statistics", "waitingUntil", "created", "signedIn"];

    /// <summary>Whose connections are meant; an application has none of its own.</summary>
    public static MemberId Owner(Session session) =>
        session.Scope.Personal ?? throw new ProblemException(Problems.PermissionMissing(Permission.ConnectionsManage));

    /// <summary>Nobody signs in for another, not even an administrator: the account would be somebody else's.</summary>
    public static MemberId SelfOnly(Session session) => Owner(session) is var owner && owner == session.Caller.Member
        ? owner
        : throw new ProblemException(Problems.Forbidden("owner-only", "Only its owner can make a connection and sign in."));

    public static ConnectionKey Key(Session session, MemberId owner, string id) => new(session.Tenant, owner, id);

    /// <summary>Serves a request about a connection that is the caller's, or of the owner that an administrator names; there has to be one.</summary>
    public static Task<IResult> WithConnectionAsync(Api api, Connections connections, HttpRequest request, string id, Func<Session, ConnectionKey, Task<IResult>> serve) => api.RunAsync(
        request,
        Permission.ConnectionsManage,
        async session => Key(session, Owner(session), id) is var key && await connections.FindAsync(key, session.Aborted) is null ? Problems.NotFound() : await serve(session, key),
        owners: Permission.ConnectionsAdmin);

    public static async Task<NewConnection> NewAsync(Session session)
    {
        var body = await Body.ObjectAsync(session.Request);
        Body.DemandKnown(body, "provider", "account");
        var provider = Body.Text(body, "provider") ?? throw Query.Wrong("provider", "required", "Expected a value.");
        return new NewConnection(provider, Body.Text(body, "account")?.Trim(), session.Caller.Actor, Conditions.IdempotencyKey(session.Request));
    }

    /// <summary>What came back from the provider's page; null where a sign-in is to be begun.</summary>
    public static async Task<SignInAnswer?> AnswerAsync(Session session)
    {
        var body = await Body.ObjectOrNothingAsync(session.Request);
        Body.DemandKnown(body, "code", "state", "error");
        var (code, state, error) = (Text(body, "code"), Text(body, "state"), Text(body, "error"));
        if (state is null)
        {
            return code is null && error is null ? null : throw Query.Wrong("state", "required", "Expected a value.");
        }

        return code is null && error is null
            ? throw Query.Wrong("code", "required", "Expected a value.")
            : new SignInAnswer(state, code, error, Conditions.IdempotencyKey(session.Request));
    }

    /// <summary>The settings' part of a merge patch, under <c>settings</c> as it is answered, or at the top; and what stands before its names.</summary>
    public static async Task<(JsonObject Patch, string Path)> PatchAsync(Session session)
    {
        var body = await Body.ObjectAsync(session.Request);
        if (!body.TryGetPropertyValue("settings", out var settings))
        {
            Body.DemandKnown(body, [.. ReadOnly, .. Settings]);
            return (new JsonObject(body.Where(field => Settings.Contains(field.Key, StringComparer.Ordinal)).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone()))), "");
        }

        Body.DemandKnown(body, [.. ReadOnly, "settings"]);
        return settings is JsonObject patch ? (patch, "settings.") : throw Query.Wrong("settings", "type-invalid", "Expected an object.");
    }

    private static string? Text(JsonObject body, string name) => Body.Text(body, name) switch
    {
        null or "" => null,
        { Length: <= MostText } text => text,
        _ => throw Query.Wrong(name, "too-long", $"Expected at most {MostText} characters."),
    };
}
