using System.Collections.Concurrent;

namespace ServerlessContacts.Simulators.Microsoft;

/// <summary>What clients must not do; each offence is counted, so that a test can demand that there was none.</summary>
public static class GraphViolation
{
    public const string Concurrency = "concurrency";
    public const string RetryAfterIgnored = "retryAfterIgnored";
    public const string MutableIds = "mutableIds";
    public const string BatchTooLarge = "batchTooLarge";
    public const string TooManyValues = "tooManyValues";
    public const string MissingETag = "missingETag";
}

/// <summary>Who is calling how often at the same time, and who was told to wait. Outlook's limit is for one app and mailbox: four at once.</summary>
internal sealed class GraphTraffic(TimeProvider time)
{
    private const int AtOnce = 4;
    private const int ConcurrencyRetrySeconds = 1;

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> running = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Announced> waits = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, int> Violations { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Requests that were on their way when the wait was announced are no offence: those that come so soon and, where the clock stands still, as many others as may be sent beside the refused one.
    /// </summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromMilliseconds(250);

    public void Count(string violation) => Violations.AddOrUpdate(violation, 1, (_, before) => before + 1);

    /// <summary>Null where the request may go on; it must be followed by <see cref="Leave"/> in either case.</summary>
    public GraphAnswer? Enter(GraphRequest request)
    {
        lock (gate)
        {
            var mailbox = request.Account.Id;
            var others = running.GetValueOrDefault(mailbox);
            running[mailbox] = others + 1;
            if (others < AtOnce)
            {
                // A batch is answered in any case: each of its requests is refused on its own.
                return request.Path is ["$batch"] ? null : Waiting(request);
            }
        }

        Count(GraphViolation.Concurrency);
        return Announce(request, ConcurrencyRetrySeconds);
    }

    public void Leave(string mailbox)
    {
        lock (gate)
        {
            running[mailbox]--;
        }
    }

    public GraphAnswer Announce(GraphRequest request, int seconds)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            waits[request.Account.Id] = new Announced(Name(request), now, now + TimeSpan.FromSeconds(seconds));
            return GraphAnswer.TooMany(seconds);
        }
    }

    /// <summary>An answer was lost: nobody heard what a request of its batch was told to wait for.</summary>
    public void Unsay(string mailbox)
    {
        lock (gate)
        {
            waits.Remove(mailbox);
        }
    }

    /// <summary>The refusal of a request that comes before the announced time, or null. To come so early is an offence.</summary>
    public GraphAnswer? Waiting(GraphRequest request)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            var refusal = Wait(request);
            if (refusal is not null && waits[request.Account.Id] is var wait && now >= wait.Since + Grace
                && !(now == wait.Since && wait.IsBeside(Name(request))))
            {
                Count(GraphViolation.RetryAfterIgnored);
            }

            return refusal;
        }
    }

    /// <summary>As <see cref="Waiting"/>, of a request that was sent together with the one that was refused.</summary>
    public GraphAnswer? Wait(GraphRequest request)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            return waits.TryGetValue(request.Account.Id, out var wait) && now < wait.Until
                ? GraphAnswer.TooMany((int)Math.Ceiling((wait.Until - now).TotalSeconds))
                : null;
        }
    }

    private static string Name(GraphRequest request) => $"{request.Method} {string.Join('/', request.Path)}";

    private sealed class Announced(string refused, DateTimeOffset since, DateTimeOffset until)
    {
        private int beside;

        public DateTimeOffset Since => since;

        public DateTimeOffset Until => until;

        /// <summary>Whether a request of this moment may have been sent before anybody heard of the wait: not the refused one again, and no more than fit beside it.</summary>
        public bool IsBeside(string request) => request != refused && ++beside < AtOnce;
    }
}
