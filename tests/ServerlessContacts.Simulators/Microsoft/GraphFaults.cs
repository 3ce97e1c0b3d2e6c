using System.Collections.Concurrent;

namespace ServerlessContacts.Simulators.Microsoft;

/// <summary>What the service does to a client now and then, each of it documented or reported.</summary>
public enum GraphFault
{
    /// <summary>The request takes effect and the connection drops before the answer.</summary>
    AnswerLost,

    /// <summary>The connection drops and nothing took effect.</summary>
    RequestLost,

    /// <summary>503, nothing took effect.</summary>
    Unavailable,

    /// <summary>429 with Retry-After, nothing took effect.</summary>
    Throttled,

    /// <summary>A delta token is no longer known: 410.</summary>
    TokenExpired,

    /// <summary>A delta page without items, and with a next link.</summary>
    EmptyPage,

    /// <summary>An item comes twice in one round.</summary>
    Replay,

    /// <summary>The first round names items that are no more: all that were ever deleted in the folder, and one that nobody knows.</summary>
    EarlyRemoval,

    /// <summary>A changed item shows only some of its properties.</summary>
    PartialItem,

    /// <summary>The first round of a folder shows nothing, and says that this is all.</summary>
    EmptyListing,

    /// <summary>A listing shows the state of some time ago.</summary>
    StaleListing,

    /// <summary>A change notification is held back for minutes.</summary>
    NotificationLate,

    NotificationTwice,

    NotificationDropped,
}

/// <summary>Which faults come when: by rates drawn from a seed, or ordered by a test for the next occasion.</summary>
public sealed class GraphFaults(int seed)
{
    private readonly ConcurrentDictionary<GraphFault, double> rates = new();
    private readonly ConcurrentDictionary<GraphFault, int> ordered = new();
    private readonly Lock gate = new();
    private readonly Random random = new(seed);

    /// <summary>Contacts are documented without <c>If-Match</c>: whether it is honoured is open. Where not, whoever writes last wins.</summary>
    public bool IgnoresIfMatch { get; set; }

    /// <summary>How old the state is that a stale listing shows.</summary>
    public TimeSpan StaleBy { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The seconds that an injected 429 announces.</summary>
    public int RetryAfterSeconds { get; set; } = 2;

    /// <summary>Pages of changes may be shorter than the client asked for.</summary>
    public int MostOnPage { get; set; } = int.MaxValue;

    public TimeSpan LateBy { get; set; } = TimeSpan.FromMinutes(3);

    /// <param name="rate">From 0, never, to 1, on every occasion.</param>
    public GraphFaults Set(GraphFault fault, double rate)
    {
        rates[fault] = rate;
        return this;
    }

    /// <summary>The next occasions meet the fault, whatever its rate.</summary>
    public void Order(GraphFault fault, int times = 1) => ordered.AddOrUpdate(fault, times, (_, before) => before + times);

    public bool Strikes(GraphFault fault)
    {
        lock (gate)
        {
            if (ordered.GetValueOrDefault(fault) is var left and > 0)
            {
                ordered[fault] = left - 1;
                return true;
            }

            return rates.GetValueOrDefault(fault) is var rate and > 0 && random.NextDouble() < rate;
        }
    }
}
