using System.Diagnostics.Metrics;

namespace ServerlessContacts.Store;

/// <summary>
/// What can be observed of storage; names and units are a contract with dashboards and alerts. Metrics have tags from short closed lists only, so that the number of
/// their series does not grow with tenants; which tenant it was is said by traces and logs.
/// </summary>
public static class StoreTelemetry
{
    public const string Name = "ServerlessContacts.Store";

    /// <summary>Rows that were written through the log, by <c>book</c>: <c>shared</c>, <c>member</c>, <c>directory</c> or <c>imports</c>.</summary>
    public const string ChangesWritten = "contacts.changes.written";

    /// <summary>Messages in poison queues when they were last counted, by <c>queue</c>.</summary>
    public const string PoisonMessages = "contacts.poison.messages";

    /// <summary>Items that a timer could not handle, by <c>sweep</c>.</summary>
    public const string SweepFailures = "contacts.sweep.failures";

    /// <summary>The tenant's id, on spans.</summary>
    public const string TenantTag = "contacts.tenant";

    // For the whole process, as meters are: listeners find them by name.
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Changes = Meter.CreateCounter<long>(ChangesWritten, "{row}", "Rows written through the log.");
    private static readonly Gauge<long> Poison = Meter.CreateGauge<long>(PoisonMessages, "{message}", "Messages in poison queues when they were last counted.");

    private static readonly Counter<long> Failures = Meter.CreateCounter<long>(SweepFailures, "{item}", "Items that a timer could not handle.");

    internal static void Written(Partition partition, int rows) => Changes.Add(rows, new KeyValuePair<string, object?>("book", Book(partition)));

    internal static void Poisoned(string queue, long messages) => Poison.Record(messages, new KeyValuePair<string, object?>("queue", queue));

    internal static void SweepFailed(string sweep) => Failures.Add(1, new KeyValuePair<string, object?>("sweep", sweep));

    private static string Book(Partition partition) => partition.Place[0] switch
    {
        's' => "shared",
        'm' => "member",
        'd' => "directory",
        _ => "imports",
    };
}
