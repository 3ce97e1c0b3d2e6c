using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace ServerlessContacts.EndToEnd.Outage;

/// <summary>What the callers of one kind of request met: how often they were served and put off, and the longest that one of them waited for its answer, and for being served.</summary>
public sealed class Met(string what)
{
    private readonly ConcurrentQueue<(ApiAnswer Answer, TimeSpan Took)> answers = new();
    private readonly ConcurrentQueue<TimeSpan> served = new();

    /// <summary>Answers that neither serve nor ask to come again.</summary>
    public IEnumerable<ApiAnswer> Wrong => answers.Select(answer => answer.Answer).Where(answer => !IsServed(answer) && answer.Status != HttpStatusCode.ServiceUnavailable);

    public TimeSpan LongestAnswer => answers.Select(answer => answer.Took).DefaultIfEmpty().Max();

    public int PutOff => answers.Count(answer => answer.Answer.Status == HttpStatusCode.ServiceUnavailable);

    public int Served => answers.Count(answer => IsServed(answer.Answer));

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{what}: {Served} served, {PutOff} put off with 503; longest answer {LongestAnswer.TotalSeconds:0.0} s, longest until served {served.DefaultIfEmpty().Max().TotalSeconds:0.0} s");

    /// <summary>Repeats a request, as its caller should, until it is served.</summary>
    public async Task<ApiAnswer> UntilServedAsync(Func<Task<ApiAnswer>> send)
    {
        for (var since = Stopwatch.StartNew(); ; await Task.Delay(TimeSpan.FromMilliseconds(500)))
        {
            var answer = await OnceAsync(send);
            if (answer.Status != HttpStatusCode.ServiceUnavailable)
            {
                served.Enqueue(since.Elapsed);
                return answer;
            }
        }
    }

    public async Task<ApiAnswer> OnceAsync(Func<Task<ApiAnswer>> send)
    {
        var since = Stopwatch.StartNew();
        var answer = await send();
        answers.Enqueue((answer, since.Elapsed));
        return answer;
    }

    private static bool IsServed(ApiAnswer answer) => answer.Status is >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous;
}

/// <summary>Somebody who makes contacts and writes to them, one after the other, and remembers what was acknowledged.</summary>
public sealed class Editor(ApiClient caller, string name, Met creating, Met writing)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>The contacts that were acknowledged, with their names.</summary>
    public Dictionary<string, string> Acknowledged { get; } = new(StringComparer.Ordinal);

    public async Task WorkAsync(CancellationToken until)
    {
        for (var number = 0; !until.IsCancellationRequested; number++)
        {
            var key = $"{name}-{number}";
            var contact = new JsonObject { ["scope"] = "shared", ["name"] = new JsonObject { ["full"] = key }, ["notes"] = "made" };
            var made = await creating.UntilServedAsync(() => caller.PostAsync("contacts", contact.DeepClone(), ("Idempotency-Key", key)));
            var (id, etag) = (made.Json(HttpStatusCode.Created).Text("id"), made.ETag);
            await WriteAsync(id, etag);
            Acknowledged.Add(id, key);
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    /// <summary>An answer may be lost, so that the repeat meets the change of the first try: 412, and the contact says what was to be said.</summary>
    private async Task WriteAsync(string id, string etag)
    {
        var answer = await writing.UntilServedAsync(async () =>
        {
            var patched = await caller.PatchAsync($"contacts/{id}", new JsonObject { ["notes"] = id }, etag);
            return patched.Status == HttpStatusCode.PreconditionFailed ? await caller.GetAsync($"contacts/{id}") : patched;
        });
        Assert.Equal(id, answer.Json().Text("notes"));
    }
}
