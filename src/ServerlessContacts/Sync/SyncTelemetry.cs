using System.Diagnostics;
using System.Diagnostics.Metrics;
using ServerlessContacts.Store;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Sync;

/// <summary>What can be observed of the sync; names and units are a contract with dashboards and alerts.</summary>
public static class SyncTelemetry
{
    public const string Name = "ServerlessContacts.Sync";

    /// <summary>Runs that came to an end or to a stop, by <c>status</c> (<c>done</c>, <c>failed</c>, <c>paused</c>, <c>waiting</c>) and <c>kind</c> (<c>sync</c>, <c>preview</c>).</summary>
    public const string Runs = "contacts.sync.runs";

    /// <summary>Calls to providers, by <c>provider</c> and <c>outcome</c>: <c>answered</c>, or the fault.</summary>
    public const string ProviderCalls = "contacts.provider.calls";

    /// <summary>Connections whose provider takes the sign-in no longer, counted when each is found out, by <c>provider</c>.</summary>
    public const string SignedOutConnections = "contacts.connections.signed_out";

    /// <summary>The span of one message's turn at a connection.</summary>
    public const string Turn = "sync";

    /// <summary>The connection's id, on spans.</summary>
    public const string ConnectionTag = "contacts.connection";

    // For the whole process, as meters and sources are: listeners find them by name.
    private static readonly Meter Meter = new(Name);
    private static readonly ActivitySource Source = new(Name);
    private static readonly Counter<long> RunCounter = Meter.CreateCounter<long>(Runs, "{run}", "Runs that ended or were stopped.");
    private static readonly Counter<long> SignedOutCounter = Meter.CreateCounter<long>(SignedOutConnections, "{connection}", "Connections that need a new sign-in.");
    private static readonly Counter<long> CallCounter = Meter.CreateCounter<long>(ProviderCalls, "{call}", "Calls to providers.");

    internal static Activity? Start(ConnectionKey connection) =>
        Source.StartActivity(Turn)?.SetTag(StoreTelemetry.TenantTag, connection.Tenant.Value).SetTag(ConnectionTag, connection.Id);

    internal static void Ended(RunKind kind, RunStatus status)
    {
        RunCounter.Add(1, new("status", Word(status)), new KeyValuePair<string, object?>("kind", Word(kind)));
        if (Activity.Current is { } turn && turn.Source == Source)
        {
            turn.SetTag("status", Word(status));
        }
    }

    internal static void SignedOut(string provider) => SignedOutCounter.Add(1, new KeyValuePair<string, object?>("provider", provider));

    /// <summary>Makes the call and counts how it went; a call that the caller gave up is not counted.</summary>
    public static async Task<T> CallAsync<T>(string provider, Func<Task<T>> call)
    {
        try
        {
            var answer = await call();
            Called(provider, "answered");
            return answer;
        }
        catch (ProviderException failed)
        {
            Called(provider, Word(failed.Fault));
            throw;
        }
    }

    private static void Called(string provider, string outcome) =>
        CallCounter.Add(1, new("provider", provider), new KeyValuePair<string, object?>("outcome", outcome));

    private static string Word<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
