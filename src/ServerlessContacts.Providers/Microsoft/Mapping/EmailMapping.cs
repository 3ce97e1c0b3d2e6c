using System.Text.Json.Nodes;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Providers.Microsoft;

/// <summary>Three addresses without labels; a fourth is refused.</summary>
internal static class EmailMapping
{
    private const string Property = "emailAddresses";
    private const int Most = 3;

    public static IReadOnlyList<Email> Read(JsonObject item) =>
        [.. GraphJson.Objects(item, Property).Select(Address).OfType<string>().Select(address => new Email { Address = address })];

    public static void Write(IReadOnlyList<Email> emails, JsonObject item)
    {
        var addresses = emails.Select(email => email.Address).Where(address => !string.IsNullOrWhiteSpace(address)).Take(Most);
        item[Property] = new JsonArray([.. addresses.Select(Entry)]);
    }

    /// <summary>Addresses that stay keep the name and whatever else their entry has.</summary>
    public static JsonArray Merge(JsonObject raw, JsonArray wanted)
    {
        var entries = GraphJson.Objects(raw, Property).Where(entry => Address(entry) is not null).ToList();
        return new JsonArray([.. wanted.OfType<JsonObject>().Select(entry => Keep(entries, Address(entry)!))]);
    }

    private static JsonNode Keep(List<JsonObject> entries, string address) =>
        entries.Find(entry => Address(entry) == address)?.DeepClone() ?? Entry(address);

    private static string? Address(JsonObject entry) => GraphJson.Text(entry, "address");

    private static JsonNode Entry(string address) => new JsonObject { ["address"] = address };
}
