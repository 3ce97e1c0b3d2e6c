using System.Diagnostics;
using System.Diagnostics.Metrics;
using ServerlessContacts.Store;

namespace ServerlessContacts.Import;

/// <summary>What can be observed of imports; names and units are a contract with dashboards and alerts.</summary>
public static class ImportTelemetry
{
    public const string Name = "ServerlessContacts.Import";

    /// <summary>Imports that came to an end or were stopped by the brake, by <c>status</c> and <c>kind</c>: <c>import</c>, <c>dryRun</c> or <c>undo</c>.</summary>
    public const string Finished = "contacts.imports.finished";

    /// <summary>Rows of imports that came to an end, by <c>outcome</c> and <c>kind</c>.</summary>
    public const string Rows = "contacts.import.rows";

    /// <summary>Dropped files whose event did not come, and that the timer found.</summary>
    public const string LostEvents = "contacts.imports.lost_events";

    /// <summary>The span of one message's turn at an import.</summary>
    public const string Turn = "import";

    /// <summary>The import's id, on spans.</summary>
    public const string ImportTag = "contacts.import";

    // For the whole process, as meters and sources are: listeners find them by name.
    private static readonly Meter Meter = new(Name);
    private static readonly ActivitySource Source = new(Name);
    private static readonly Counter<long> FinishedCounter = Meter.CreateCounter<long>(Finished, "{import}", "Imports that ended or were stopped by the brake.");
    private static readonly Counter<long> RowCounter = Meter.CreateCounter<long>(Rows, "{row}", "Rows of imports that ended.");

    private static readonly Counter<long> LostCounter = Meter.CreateCounter<long>(LostEvents, "{file}", "Dropped files whose event did not come.");

    internal static void EventLost() => LostCounter.Add(1);

    internal static Activity? Start(StoredImport import) =>
        Source.StartActivity(Turn)?.SetTag(StoreTelemetry.TenantTag, import.Tenant.Value).SetTag(ImportTag, import.Record.Id);

    /// <summary>Rows are counted once, at the end: an import that waits goes on, or is begun again.</summary>
    internal static void Ended(ImportRecord import)
    {
        var kind = new KeyValuePair<string, object?>("kind", Kind(import));
        FinishedCounter.Add(1, new("status", Status(import.Status)), kind);
        if (Activity.Current is { } turn && turn.Source == Source)
        {
            turn.SetTag("status", Status(import.Status));
        }

        if (import.Status == ImportStatus.Waiting)
        {
            return;
        }

        var rows = import.Rows;
        Count(rows.Created, "created", kind);
        Count(rows.Updated, "updated", kind);
        Count(rows.Unchanged, "unchanged", kind);
        Count(rows.Deleted, "deleted", kind);
        Count(rows.Rejected, "rejected", kind);
    }

    private static void Count(long rows, string outcome, KeyValuePair<string, object?> kind)
    {
        if (rows > 0)
        {
            RowCounter.Add(rows, new("outcome", outcome), kind);
        }
    }

    private static string Kind(ImportRecord import) => import.Undoes is not null ? "undo" : import.DryRun ? "dryRun" : "import";

    private static string Status(ImportStatus status) => status.ToString().ToLowerInvariant();
}
