using System.Text.Json.Nodes;

namespace ServerlessContacts.Simulators.Google;

public sealed record GoogleGroup(string ResourceName, string Name, string FormattedName, bool IsSystem)
{
    public static readonly IReadOnlyList<GoogleGroup> SystemGroups =
    [
        System("myContacts", "My Contacts"), System("all", "All Contacts"), System("friends", "Friends"), System("family", "Family"),
        System("coworkers", "Coworkers"), System("starred", "Starred"), System("blocked", "Blocked"), System("chatBuddies", "Chat contacts"),
    ];

    /// <summary>Changes with the name.</summary>
    internal string ETag => "g" + HashCode.Combine(ResourceName, Name).ToString("x", global::System.Globalization.CultureInfo.InvariantCulture);

    internal JsonObject ToJson(int members) => new()
    {
        ["resourceName"] = ResourceName,
        ["etag"] = ETag,
        ["groupType"] = IsSystem ? "SYSTEM_CONTACT_GROUP" : "USER_CONTACT_GROUP",
        ["name"] = Name,
        ["formattedName"] = FormattedName,
        ["memberCount"] = members,
    };

    private static GoogleGroup System(string name, string formatted) => new($"contactGroups/{name}", name, formatted, IsSystem: true);
}
