using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using ServerlessContacts.Access;
using Xunit.Abstractions;

namespace ServerlessContacts.EndToEnd.Api.Fuzzing;

/// <summary>
/// Requests that no application would send, to every operation of the service: whatever comes, the answer says what is wrong with the request and is never 5xx. The requests follow from a seed;
/// FUZZ_SEED and FUZZ_REQUESTS in the environment ask for others, or for more.
/// </summary>
public sealed class FuzzTests(ApiFixture fixture, ITestOutputHelper output) : ApiTest(fixture)
{
    private const int Requests = 50_000;
    private const int AtOnce = 8;

    /// <summary>A hundred kinds say as much as a thousand.</summary>
    private const int MostFailures = 20;

    private static readonly string[] QueryNames =
    [
        "q", "scope", "limit", "continuation", "pageSize", "number", "since", "version", "owner", "view", "folder", "group", "label", "sort", "order", "include", "mode", "dryRun", "fileName", "encoding", "delimiter", "layout", "mapping",
        "format", "contact", "contacts", "from", "validationToken", "code", "state",
    ];

    private static readonly string[] Types =
        ["application/json", "application/merge-patch+json", "text/csv", "text/vcard", "multipart/form-data; boundary=x", "multipart/form-data", "image/png", "application/octet-stream", "text/plain; charset=utf-7"];

    [Fact]
    public async Task No_request_is_answered_with_a_failure_of_the_service()
    {
        var (seed, count) = (Setting("FUZZ_SEED", 1), Setting("FUZZ_REQUESTS", Requests));
        string[] tokens = [Token("anna", BuiltInRole.Member), Token("manager", BuiltInRole.Manager), Token("admin", BuiltInRole.Administrator), ""];
        var (failures, statuses) = (new ConcurrentQueue<string>(), new ConcurrentDictionary<int, int>());
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
        {
            using var request = Request(new Random(unchecked((seed * 1_000_003) + number)), tokens);
            using var answer = await Host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            statuses.AddOrUpdate((int)answer.StatusCode, 1, (_, known) => known + 1);
            if ((int)answer.StatusCode >= 500 && failures.Count < MostFailures)
            {
                failures.Enqueue($"{number}: {(int)answer.StatusCode} for {await TellAsync(request)}");
            }
        });
        output.WriteLine(string.Join(", ", statuses.OrderBy(status => status.Key).Select(status => $"{status.Key}: {status.Value}")));
        Assert.True(failures.IsEmpty, string.Join(Environment.NewLine, failures));
        // Not all were stopped at the door.
        Assert.True(statuses.GetValueOrDefault(200) + statuses.GetValueOrDefault(201) > count / 100);
    }

    private static HttpRequestMessage Request(Random random, string[] tokens)
    {
        var (method, path) = HostileText.Pick(random, [.. HttpRoutes.All]);
        var segments = path.Split('/').Select(segment => segment == "x" ? Segment(random) : segment);
        var request = new HttpRequestMessage(method, new Uri($"/{string.Join('/', segments)}{Query(random)}", UriKind.Relative));
        AddHeaders(random, request.Headers, HostileText.Pick(random, tokens));
        if (method != HttpMethod.Get && method != HttpMethod.Head)
        {
            request.Content = Content(random);
        }

        return request;
    }

    private static string Segment(Random random) => HostileText.Pick(random, HostileText.Encoded) is { Length: > 0 } text ? text : "x";

    private static string Query(Random random)
    {
        var pairs = Enumerable.Range(0, random.Next(4)).Select(_ => $"{HostileText.Pick(random, QueryNames)}={HostileText.Pick(random, HostileText.Encoded)}");
        return "?" + string.Join('&', pairs);
    }

    private static void AddHeaders(Random random, HttpRequestHeaders headers, string token)
    {
        if (token.Length > 0)
        {
            headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        foreach (var name in new[] { "If-Match", "If-None-Match", "Idempotency-Key", "x-api-key" })
        {
            if (random.Next(name == "x-api-key" ? 20 : 4) == 0)
            {
                headers.TryAddWithoutValidation(name, HostileText.Pick(random, ["*", "\"1\"", "W/\"1\"", "\"", "x", "\"99999999999999999999\"", random.Next(1000).ToString(CultureInfo.InvariantCulture), new string('k', 250)]));
            }
        }
    }

    private static ByteArrayContent Content(Random random)
    {
        var content = new ByteArrayContent(random.Next(4) == 0 ? HostileText.Pick(random, HostileText.Bodies) : Encoding.UTF8.GetBytes(HostileText.Object(random)));
        content.Headers.TryAddWithoutValidation("Content-Type", random.Next(3) == 0 ? HostileText.Pick(random, Types) : "application/json");
        return content;
    }

    private static async Task<string> TellAsync(HttpRequestMessage request) =>
        $"{request.Method} {request.RequestUri} {string.Join("; ", request.Headers.Where(header => header.Key != "Authorization").Select(header => $"{header.Key}: {string.Join(',', header.Value)}"))} {request.Content?.Headers.ContentType} {(request.Content is null ? "" : await request.Content.ReadAsStringAsync())}";

    private string Token(string member, string role) => Host.TokenOf(Tenant.Id, member, role);

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : otherwise;
}
