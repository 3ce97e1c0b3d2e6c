using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessContacts.EndToEnd;
using ServerlessContacts.Sync.Connections;

namespace ServerlessContacts.Benchmarks.Sync;

/// <summary>A person's account at a simulated provider: what the person has there, and does.</summary>
/// <param name="Provider">Which provider.</param>
/// <param name="Email">With which address the person signs in.</param>
/// <param name="Add">Adds the person of that number.</param>
/// <param name="Edit">Gives a person that was added another name.</param>
internal sealed record BenchAccount(string Provider, string Email, Func<int, string> Add, Action<string, string> Edit)
{
    public static BenchAccount Google(SimulatedProviders providers)
    {
        var account = providers.Google.Accounts.Add("zz-bench@example.com", "Bench");
        var book = providers.People.Book(account);
        return new BenchAccount(
            ProviderNames.Google,
            account.Email,
            number => book.Add(Json($$"""
                {
                  "names": [{ "givenName": "Ada", "familyName": "{{Name(number)}}" }],
                  "emailAddresses": [{ "value": "person{{number}}@example.com", "type": "work" }],
                  "phoneNumbers": [{ "value": "{{Phone(number)}}", "type": "mobile" }],
                  "organizations": [{ "name": "Example {{number % 500}}", "title": "Engineer" }]
                }
                """)),
            (id, name) => book.Edit(id, fields => fields["names"]![0]!["familyName"] = name));
    }

    public static BenchAccount Microsoft(SimulatedProviders providers)
    {
        var account = providers.Microsoft.Accounts.Add("zz-bench@example.com", "Bench");
        var mailbox = providers.Graph.Mailbox(account);
        return new BenchAccount(
            ProviderNames.Microsoft,
            account.Email,
            number => mailbox.Add(Json($$"""
                {
                  "givenName": "Ada", "surname": "{{Name(number)}}", "mobilePhone": "{{Phone(number)}}", "companyName": "Example {{number % 500}}", "jobTitle": "Engineer",
                  "emailAddresses": [{ "address": "person{{number}}@example.com", "name": "Ada" }]
                }
                """)),
            (id, name) => mailbox.Edit(id, new JsonObject { ["surname"] = name }));
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"Person{number}");

    private static string Phone(int number) => string.Create(CultureInfo.InvariantCulture, $"+3361{number:0000000}");

    private static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();
}
