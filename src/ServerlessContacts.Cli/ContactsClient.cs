using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace ServerlessContacts.Cli;

/// <summary>The service's imports over HTTP. Paths are what follows <c>/api/</c>.</summary>
internal sealed class ContactsClient(Uri url, string token) : IDisposable
{
    /// <summary>Larger bodies are refused by the host; such a file is stored at an address of its own.</summary>
    private const long LargestBody = 100_000_000;

    private readonly HttpClient http = new() { BaseAddress = new Uri(url, "/api/"), Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>From <c>CONTACTS_URL</c> and <c>CONTACTS_TOKEN</c>.</summary>
    public static ContactsClient FromEnvironment() =>
        Uri.TryCreate(Environment.GetEnvironmentVariable("CONTACTS_URL"), UriKind.Absolute, out var url) && Environment.GetEnvironmentVariable("CONTACTS_TOKEN") is { Length: > 0 } token
            ? new ContactsClient(url, token)
            : throw new CommandException("CONTACTS_URL and CONTACTS_TOKEN say where the service is and who calls; one of them is missing or no address.");

    /// <summary>Sends the file and answers the id of its import.</summary>
    public async Task<string> SendAsync(FileStream file, ImportArguments arguments)
    {
        var query = string.Join('&', arguments.Parameters.Append(KeyValuePair.Create("fileName", Path.GetFileName(arguments.File)))
            .Select(parameter => $"{parameter.Key}={Uri.EscapeDataString(parameter.Value)}"));
        using var content = new StreamContent(file);
        if (file.Length <= LargestBody)
        {
            return (string)(await JsonAsync(HttpMethod.Post, $"imports?{query}", content))["id"]!;
        }

        var address = await JsonAsync(HttpMethod.Post, $"imports/uploads?{query}");
        await StoreAsync(address, content);
        return (string)address["import"]!;
    }

    /// <summary>The import; null while it is not there yet, as that of a stored file is not at once.</summary>
    public async Task<JsonObject?> FindAsync(string import)
    {
        using var answer = await AskAsync(HttpMethod.Get, $"imports/{import}");
        return answer.StatusCode == HttpStatusCode.NotFound ? null : await ReadAsync(answer);
    }

    public async Task<JsonArray> PlanAsync(string import, int items) =>
        (await JsonAsync(HttpMethod.Get, $"imports/{import}/plan?pageSize={items}"))["items"]!.AsArray();

    /// <summary>Null where no row was rejected.</summary>
    public async Task<Stream?> RejectedAsync(string import)
    {
        var answer = await AskAsync(HttpMethod.Get, $"imports/{import}/rejected.csv");
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStreamAsync() : null;
    }

    public void Dispose() => http.Dispose();

    private static async Task StoreAsync(JsonObject address, StreamContent content)
    {
        using var storage = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        using var put = new HttpRequestMessage(HttpMethod.Put, (string)address["url"]!) { Content = content };
        foreach (var (name, value) in address["headers"]!.AsObject())
        {
            put.Headers.Add(name, (string)value!);
        }

        using var stored = await storage.SendAsync(put);
        stored.EnsureSuccessStatusCode();
    }

    private async Task<JsonObject> JsonAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using var answer = await AskAsync(method, path, content);
        return await ReadAsync(answer);
    }

    private async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>A refusal in the service's own words.</summary>
    private static async Task<JsonObject> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        if (answer.IsSuccessStatusCode)
        {
            return JsonNode.Parse(text)!.AsObject();
        }

        var isProblem = answer.Content.Headers.ContentType?.MediaType == "application/problem+json";
        throw new CommandException(isProblem ? $"{(int)answer.StatusCode}: {JsonNode.Parse(text)!["detail"]}" : $"{(int)answer.StatusCode} {answer.ReasonPhrase}");
    }
}
