using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ServerlessContacts.EndToEnd;
using ServerlessContacts.Providers.Google;
using ServerlessContacts.Providers.Microsoft;

namespace ServerlessContacts.Benchmarks.Sync;

/// <summary>A person's account at a simulated provider: what the person has there, and does.</summary>
/// <param name="Provider">Which provider.</param>
/// <param name="Email">With which address the person signs in.</param>
/// <param name="Add">Adds the person of that number.</param>
/// <param name="Edit">Gives a person that was added another name.</param>
/// <param name="Portray">Gives a person that was added a picture.</param>
/// <param name="Bare">A request for next to nothing.</param>
internal sealed record BenchAccount(
    string Provider, string Email, Func<int, string> Add, Action<string, string> Edit, Action<string, byte[]> Portray, Func<HttpRequestMessage> Bare)
{
    private const int PictureBytes = 10_000;

    private static readonly TimeSpan TokenLife = TimeSpan.FromHours(12);

    public static BenchAccount Google(SimulatedProviders providers)
    {
        var account = providers.Google.Accounts.Add("zz-bench@example.com", "Bench");
        var book = providers.People.Book(account);
        return new BenchAccount(
            GoogleProvider.ProviderName,
            account.Email,
            number => book.Add(Json($$"""
                {
                  "names": [{ "givenName": "Ada", "familyName": "{{Name(number)}}" }],
                  "emailAddresses": [{ "value": "person{{number}}@example.com", "type": "work" }],
                  "phoneNumbers": [{ "value": "{{Phone(number)}}", "type": "mobile" }],
                  "organizations": [{ "name": "Example {{number % 500}}", "title": "Engineer" }]
                }
                """)),
            (id, name) => book.Edit(id, fields => fields["names"]![0]!["familyName"] = name),
            book.SetPhoto,
            Asking(providers, "Providers:Google:BaseUrl", "v1/people/me?personFields=emailAddresses", providers.Google.Accounts.IssueToken(account, TokenLife)));
    }

    public static BenchAccount Microsoft(SimulatedProviders providers)
    {
        var account = providers.Microsoft.Accounts.Add("zz-bench@example.com", "Bench");
        var mailbox = providers.Graph.Mailbox(account);
        return new BenchAccount(
            MicrosoftProvider.ProviderName,
            account.Email,
            number => mailbox.Add(Json($$"""
                {
                  "givenName": "Ada", "surname": "{{Name(number)}}", "mobilePhone": "{{Phone(number)}}", "companyName": "Example {{number % 500}}", "jobTitle": "Engineer",
                  "emailAddresses": [{ "address": "person{{number}}@example.com", "name": "Ada" }]
                }
                """)),
            (id, name) => mailbox.Edit(id, new JsonObject { ["surname"] = name }),
            (id, picture) => mailbox.SetPhoto(id, picture, "image/jpeg"),
            Asking(providers, "Providers:Microsoft:BaseUrl", "me", providers.Microsoft.Accounts.IssueToken(account, TokenLife)));
    }

    /// <summary>People with pictures, no two of them the same.</summary>
    public IReadOnlyList<string> AddAll(int people) => [.. Enumerable.Range(0, people).Select(number =>
    {
        var id = Add(number);
        Portray(id, Picture(number));
        return id;
    })];

    /// <summary>What begins like a picture.</summary>
    private static byte[] Picture(int number)
    {
        var bytes = new byte[PictureBytes];
        new Random(number).NextBytes(bytes);
        (bytes[0], bytes[1], bytes[2]) = (0xFF, 0xD8, 0xFF);
        return bytes;
    }

    private static Func<HttpRequestMessage> Asking(SimulatedProviders providers, string setting, string path, string token)
    {
        var address = new Uri($"{providers.Settings.Single(one => one.Name == setting).Value}/{path}");
        return () => new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"Person{number}");

    private static string Phone(int number) => string.Create(CultureInfo.InvariantCulture, $"+3361{number:0000000}");

    private static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();
}
