using System.Diagnostics.Metrics;

namespace ServerlessContacts.Directory.Quotas;

/// <summary>What can be observed of callers; names and units are a contract with dashboards and alerts.</summary>
public static class LimitTelemetry
{
    public const string Name = "ServerlessContacts.Access";

    /// <summary>
    /// Requests that were refused for a limit, by <c>limit</c>: <c>caller</c> and <c>tenant</c> for a rate; <c>keys</c>,
    /// <c>connections</c>, <c>imports</c> and <c>uploads</c> for what an organisation may keep.
    /// </summary>
    public const string RequestsLimited = "contacts.requests.limited";

    // For the whole process, as meters are: listeners find them by name.
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Refused =
        Meter.CreateCounter<long>(RequestsLimited, "{request}", "Requests that were refused for a limit.");

    /// <summary>Counts a request that was refused for the limit.</summary>
    public static void Limited(string limit) => Refused.Add(1, new KeyValuePair<string, object?>("limit", limit));
}
