using System.Globalization;
using System.Text.Json.Nodes;

namespace ServerlessContacts.Simulators.Google;

/// <summary><c>contactGroups</c>: the system's and the user's own.</summary>
internal static class GroupsEndpoint
{
    private const int DefaultPageSize = 30;
    private const int MaxPageSize = 1000;

    public static JsonObject List(GoogleCall call)
    {
        var size = int.TryParse(call.Query("pageSize"), CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, MaxPageSize) : DefaultPageSize;
        var offset = int.TryParse(call.Query("pageToken"), CultureInfo.InvariantCulture, out var from) ? from : 0;
        var (people, groups) = (call.Book.People, call.Book.Groups);
        var answer = new JsonObject
        {
            ["contactGroups"] = new JsonArray([.. groups.Skip(offset).Take(size).Select(group => group.ToJson(people.Count(person => IsIn(person, group))))]),
            ["totalItems"] = groups.Count,
        };
        if (offset + size < groups.Count)
        {
            answer["nextPageToken"] = (offset + size).ToString(CultureInfo.InvariantCulture);
        }

        return answer;
    }

    public static JsonObject Get(GoogleCall call)
    {
        var group = Find(call);
        var members = call.Book.People.Where(person => IsIn(person, group)).Select(person => person["resourceName"]!.GetValue<string>()).ToList();
        var answer = group.ToJson(members.Count);
        var most = int.TryParse(call.Query("maxMembers"), CultureInfo.InvariantCulture, out var asked) ? asked : 0;
        if (most > 0 && members.Count > 0)
        {
            answer["memberResourceNames"] = new JsonArray([.. members.Take(most).Select(member => JsonValue.Create(member))]);
        }

        return answer;
    }

    /// <summary>Only the name of the user's own groups can be changed, to one that no other group has.</summary>
    public static JsonObject Update(GoogleCall call)
    {
        var group = Find(call);
        if (group.IsSystem || call.Body["contactGroup"]?["name"]?.GetValue<string>() is not { Length: > 0 } name)
        {
            throw GoogleRefusal.Invalid("Contact group cannot be given this name.", "group-name-missing");
        }

        if (call.Body["contactGroup"]?["etag"]?.GetValue<string>() is { } etag && etag != group.ETag)
        {
            throw GoogleRefusal.StaleEtag();
        }

        DemandFree(call, name, group);
        call.Book.RenameGroup(group.ResourceName, name);
        return Find(call).ToJson(members: 0);
    }

    public static JsonObject Create(GoogleCall call)
    {
        if (call.Body["contactGroup"]?["name"]?.GetValue<string>() is not { Length: > 0 } name)
        {
            throw GoogleRefusal.Invalid("Contact group name is required.", "group-name-missing");
        }

        DemandFree(call, name, except: null);
        var made = call.Book.AddGroup(name);
        return call.Book.Groups.Single(group => group.ResourceName == made).ToJson(members: 0);
    }

    private static GoogleGroup Find(GoogleCall call) =>
        call.Book.Groups.FirstOrDefault(group => group.ResourceName == $"contactGroups/{call.Request.RouteValues["id"]}") ?? throw GoogleRefusal.NotFound();

    private static void DemandFree(GoogleCall call, string name, GoogleGroup? except)
    {
        if (call.Book.Groups.Any(group => group != except && string.Equals(group.FormattedName, name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new GoogleRefusal(409, "ALREADY_EXISTS", "Contact group name already exists.");
        }
    }

    private static bool IsIn(JsonObject person, GoogleGroup group) => (person["memberships"] as JsonArray ?? [])
        .Any(entry => entry?["contactGroupMembership"]?["contactGroupResourceName"]?.GetValue<string>() == group.ResourceName);
}
