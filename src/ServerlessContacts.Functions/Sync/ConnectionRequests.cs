using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Functions.Http;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.SignIn;

namespace ServerlessContacts.Functions.Sync;

/// <summary>What requests about connections ask for.</summary>
internal static class ConnectionRequests
{
    /// <summary>Some of Microsoft's codes have 2,000 characters.</summary>
    private const int MostText = 8192;

    private static readonly string[] Settings = ["direction", "groups", "visibility", "deletePolicy", "conflictRule", "brake"];

    /// <summary>What only the service sets; it may be sent back.</summary>
    private static readonly string[] ReadOnly =
        ["id", "etag", "owner", "provider", "account", "status", "problem", "availableGroups", "statistics", "waitingUntil", "created",
            "signedIn"];

    /// <summary>Whose connections are meant; an application has none of its own.</summary>
    public static MemberId Owner(RequestContext context) =>
        context.Scope.Personal ?? throw new ProblemException(Problems.PermissionMissing(Permission.ConnectionsManage));

    public static MemberId SelfOnly(RequestContext context) =>
        Owner(context) is var owner && ConnectionRights.RefuseSignIn(context.Caller, owner) is { } refusal
            ? throw new ProblemException(Problems.Forbidden(refusal, "Only its owner can make a connection and sign in."))
            : owner;

    public static ConnectionKey Key(RequestContext context, MemberId owner, string id) => new(context.Tenant, owner, id);

    /// <summary>
    /// Serves a request about a connection that is the caller's, or of the owner that an administrator names; there has to be one.
    /// </summary>
    public static Task<IResult> WithConnectionAsync(
        RequestGate gate, Connections connections, HttpRequest request, string id, Func<RequestContext, ConnectionKey,
        Task<IResult>> serve) => gate.RunAsync(
        request,
        Permission.ConnectionsManage,
        async context => Key(context, Owner(context), id) is var key && await connections.FindAsync(key, context.Aborted) is null
            ? Problems.NotFound()
            : await serve(context, key),
        owners: Permission.ConnectionsAdmin);

    public static async Task<NewConnection> NewAsync(RequestContext context)
    {
        var body = await RequestBody.ObjectAsync(context.Request);
        RequestBody.DemandKnown(body, "provider", "account");
        var provider = RequestBody.Text(body, "provider") ?? throw Query.Wrong("provider", "required", "Expected a value.");
        return new NewConnection(
            provider, RequestBody.Text(body, "account")?.Trim(), context.Caller.Actor, Preconditions.IdempotencyKey(context.Request));
    }

    /// <summary>What came back from the provider's page; null where a sign-in is to be begun.</summary>
    public static async Task<SignInAnswer?> AnswerAsync(RequestContext context)
    {
        var body = await RequestBody.ObjectOrNothingAsync(context.Request);
        RequestBody.DemandKnown(body, "code", "state", "error");
        var (code, state, error) = (Text(body, "code"), Text(body, "state"), Text(body, "error"));
        if (state is null)
        {
            return code is null && error is null ? null : throw Query.Wrong("state", "required", "Expected a value.");
        }

        return code is null && error is null
            ? throw Query.Wrong("code", "required", "Expected a value.")
            : new SignInAnswer(state, code, error, Preconditions.IdempotencyKey(context.Request));
    }

    /// <summary>
    /// The settings' part of a merge patch, under <c>settings</c> as it is answered, or at the top; and what stands before its names.
    /// </summary>
    public static async Task<(JsonObject Patch, string Path)> PatchAsync(RequestContext context)
    {
        var body = await RequestBody.ObjectAsync(context.Request);
        if (!body.TryGetPropertyValue("settings", out var settings))
        {
            RequestBody.DemandKnown(body, [.. ReadOnly, .. Settings]);
            return (new JsonObject(body.Where(field => Settings.Contains(field.Key, StringComparer.Ordinal))
                .Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone()))), "");
        }

        RequestBody.DemandKnown(body, [.. ReadOnly, "settings"]);
        return settings is JsonObject patch ? (patch, "settings.") : throw Query.Wrong("settings", "type-invalid", "Expected an object.");
    }

    private static string? Text(JsonObject body, string name) => RequestBody.Text(body, name) switch
    {
        null or "" => null,
        { Length: <= MostText } text => text,
        _ => throw Query.Wrong(name, "too-long", $"Expected at most {MostText} characters."),
    };
}
