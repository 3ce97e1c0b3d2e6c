using System.Text.Json.Nodes;

namespace ServerlessContacts.Providers.Microsoft;

/// <summary>
/// Where a contact carries the key that it was created with: a named MAPI property, invisible to people, which the service can search and
/// which stays when the contact is moved.
/// </summary>
internal static class ClientKeyProperty
{
    private const string Properties = "singleValueExtendedProperties";

    /// <summary>The GUID is this product's own and never changes, else keys that were written before would not be found.</summary>
    private const string Id = "String {7c0a4f52-9d2e-4b0c-8a56-2f1de3b7c914} Name ServerlessContactsKey";

    /// <summary>For <c>$expand</c>.</summary>
    public static string Expansion => $"{Properties}($filter=id eq '{Id}')";

    /// <summary>For <c>$filter</c>.</summary>
    public static string Search(string key) =>
        $"{Properties}/Any(ep: ep/id eq '{Id}' and ep/value eq '{key.Replace("'", "''", StringComparison.Ordinal)}')";

    public static void Write(JsonObject item, string key) => item[Properties] = new JsonArray(new JsonObject { ["id"] = Id, ["value"] = key });

    /// <summary>The service writes the id in letters of its own case.</summary>
    public static string? Read(JsonObject item) =>
        GraphJson.Objects(item, Properties).FirstOrDefault(IsKey) is { } found ? GraphJson.Text(found, "value") : null;

    private static bool IsKey(JsonObject property) => string.Equals(GraphJson.Text(property, "id"), Id, StringComparison.OrdinalIgnoreCase);
}
