using System.Text.Json.Nodes;

namespace ServerlessContacts.Simulators.Google;

/// <summary>What becomes of the entries of a field that a client sends: checked, marked as the contact's own, with the values that only Google writes.</summary>
internal static class EntryWriter
{
    /// <summary>As reported by others; Google does not publish it.</summary>
    private const int MostCharacters = 1024;

    private static readonly string[] JoinableSystemGroups = ["contactGroups/myContacts", "contactGroups/starred"];

    public static JsonObject Source(string sourceId) => new() { ["type"] = "CONTACT", ["id"] = sourceId };

    /// <param name="sent">What the client sent; entries of a profile are not its to write.</param>
    /// <param name="before">The field as it is; entries of a profile in it stay.</param>
    public static JsonArray Replace(string field, JsonArray? sent, JsonArray? before, string sourceId)
    {
        List<JsonObject> own = [.. (sent ?? []).Where(PersonFields.IsContactEntry).Select(entry => (JsonObject)entry!.DeepClone())];
        if (own.Count > 1 && PersonFields.SingleValued.Contains(field, StringComparer.Ordinal))
        {
            throw GoogleRefusal.Invalid($"Only one value is allowed for {field}.", "single-value");
        }

        foreach (var entry in own)
        {
            DemandShort(field, entry);
            ComputedValues.Write(field, entry);
            entry["metadata"] = new JsonObject { ["source"] = Source(sourceId) };
        }

        JsonArray entries = [.. own, .. (before ?? []).Where(entry => !PersonFields.IsContactEntry(entry)).Select(entry => entry!.DeepClone())];
        if (entries.FirstOrDefault() is JsonObject first)
        {
            first["metadata"]!["primary"] = true;
        }

        return entries;
    }

    public static void DemandMemberships(JsonArray memberships, JsonArray? before, Func<string, bool> isGroup)
    {
        var kept = GroupsOf(before);
        foreach (var group in GroupsOf(memberships))
        {
            if (!isGroup(group))
            {
                throw GoogleRefusal.Invalid($"Contact group {group} does not exist.", "group-unknown");
            }

            if (IsClosedSystemGroup(group) && !kept.Contains(group, StringComparer.Ordinal))
            {
                throw GoogleRefusal.Invalid($"Contacts cannot be added to {group}.", "group-closed");
            }
        }

        if (memberships.Count == 0)
        {
            throw GoogleRefusal.Invalid("A contact must always have at least one contact group membership.", "last-membership");
        }
    }

    private static string[] GroupsOf(JsonArray? memberships) =>
        [.. (memberships ?? []).Select(entry => entry?["contactGroupMembership"]?["contactGroupResourceName"]?.GetValue<string>()).OfType<string>()];

    private static bool IsClosedSystemGroup(string group) =>
        GoogleGroup.SystemGroups.Any(system => system.ResourceName == group) && !JoinableSystemGroups.Contains(group, StringComparer.Ordinal);

    private static void DemandShort(string field, JsonObject entry)
    {
        if (field is not "biographies" && entry.Any(value => value.Value is JsonValue text && text.TryGetValue<string>(out var written) && written.Length > MostCharacters))
        {
            throw GoogleRefusal.Invalid($"A value of {field} is too long.", "value-too-long");
        }
    }
}
