using System.Diagnostics;
using System.Diagnostics.Metrics;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;

namespace ServerlessContacts.Search;

/// <summary>
/// What can be observed of searches; names and units are a contract with dashboards and alerts. Recorded around the index, never in it, and without allocating
/// where nobody listens. What was searched for is told to nobody.
/// </summary>
public static class SearchTelemetry
{
    public const string Name = "ServerlessContacts.Search";

    /// <summary>From an index that is fresh to the answer, by <c>operation</c>: <c>search</c>, <c>list</c>, <c>frequent</c> or <c>lookup</c>.</summary>
    public const string IndexDuration = "contacts.search.index.duration";

    /// <summary>The same with whatever had to be loaded or followed before, by <c>operation</c>.</summary>
    public const string AnswerDuration = "contacts.search.answer.duration";

    /// <summary>How long ago a snapshot had been stored when an index began with it.</summary>
    public const string SnapshotAge = "contacts.search.snapshot.age";

    /// <summary>The span of one query.</summary>
    public const string Query = "search";

    // For the whole process, as meters and sources are: listeners find them by name.
    private static readonly Meter Meter = new(Name);
    private static readonly ActivitySource Source = new(Name);

    /// <summary>From a query of a small index to one that has to load a large one first.</summary>
    private static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries = [5e-6, 1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4, 1e-3, 2.5e-3, 5e-3, 1e-2, 5e-2, 0.1, 0.5, 1, 5],
    };

    /// <summary>From just stored to a month without a new one.</summary>
    private static readonly InstrumentAdvice<double> Ages = new() { HistogramBucketBoundaries = [60, 300, 900, 3600, 14400, 86400, 604800, 2592000] };

    private static readonly Histogram<double> Index = Meter.CreateHistogram(IndexDuration, "s", "Time to answer from a fresh index.", tags: null, Durations);
    private static readonly Histogram<double> Answer = Meter.CreateHistogram(AnswerDuration, "s", "Time to answer, freshening the index included.", tags: null, Durations);
    private static readonly Histogram<double> Age = Meter.CreateHistogram(SnapshotAge, "s", "Age of a snapshot when an index began with it.", tags: null, Ages);

    internal static Activity? Start(TenantId tenant, string operation) =>
        Source.StartActivity(Query)?.SetTag(StoreTelemetry.TenantTag, tenant.Value).SetTag("operation", operation);

    internal static void Answered(string operation, TimeSpan index, TimeSpan answer)
    {
        var tag = new KeyValuePair<string, object?>("operation", operation);
        Index.Record(index.TotalSeconds, tag);
        Answer.Record(answer.TotalSeconds, tag);
    }

    internal static void Loaded(TimeSpan age) => Age.Record(Math.Max(0, age.TotalSeconds));
}
