using System.Net;
using System.Text.Json.Nodes;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.EndToEnd;

/// <summary>One organisation and those who call for it.</summary>
public sealed class TestTenant(ServiceHost host, TenantId id)
{
    public ServiceHost Host => host;

    public TenantId Id => id;

    public ApiClient Administrator { get; } = host.As(id, "admin", BuiltInRole.Administrator);

    /// <summary>May do everything with shared contacts.</summary>
    public ApiClient Manager { get; } = host.As(id, "manager", BuiltInRole.Manager);

    public ApiClient Anna { get; } = host.As(id, "anna");

    public ApiClient Ben { get; } = host.As(id, "ben");

    public ApiClient As(string member, string role = BuiltInRole.Member) => host.As(id, member, role);

    /// <summary>An application with a new key of these scopes.</summary>
    public async Task<ApiClient> WithNewKeyAsync(params string[] scopes) => host.WithKey((await NewKeyAsync(scopes)).Secret);

    public async Task<(string Id, string Secret)> NewKeyAsync(params string[] scopes)
    {
        var answer = await Administrator.PostAsync("keys", new JsonObject
        {
            ["name"] = "a test",
            ["scopes"] = new JsonArray([.. scopes.Select(scope => JsonValue.Create(scope))]),
        });
        var key = answer.Json(HttpStatusCode.Created);
        return (key.Text("id"), key.Text("key"));
    }
}
