using Microsoft.Extensions.Logging;
using ServerlessContacts.Contacts;
using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Registering;
using ServerlessContacts.Import.Running;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Import;

/// <summary>Makes good what events and messages have lost: files that no import knows, and imports that nobody works on.</summary>
public sealed partial class ImportSweep(
    ImportServices services, Imports imports, UploadTickets tickets, IWorkQueue<ImportMessage> queue, Sweeper sweeper, ILogger<ImportSweep> logger)
{
    /// <summary>Files this instance has looked at need no look again; some 10 MB at most.</summary>
    private const int MostSeen = 100_000;

    /// <summary>An event that has not come by then is lost.</summary>
    private static readonly TimeSpan EventAge = TimeSpan.FromMinutes(2);

    private readonly ITable table = services.Table;
    private readonly ImportStore store = services.Imports;
    private readonly ActiveImports active = services.Active;
    private readonly ImportFiles files = services.Files;
    private readonly TimeProvider time = services.Time;
    private readonly ImportSettings settings = services.Settings;
    private readonly HashSet<(string Path, string Version)> seen = [];
    private string? place;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await RegisterAsync(cancellationToken);
        await sweeper.RunAsync(tickets.All(cancellationToken), row => RegisterUploadAsync(UploadTickets.Read(row), cancellationToken), cancellationToken);
        var attended = new HashSet<string>(StringComparer.Ordinal);
        await sweeper.RunAsync(
            active.All(cancellationToken), row => ReviveAsync(ActiveImports.Read(row), attended, cancellationToken), cancellationToken);
    }

    private async Task RegisterAsync(CancellationToken cancellationToken)
    {
        if (seen.Count > MostSeen)
        {
            seen.Clear();
        }

        // A page each round: what a round costs does not grow with the files that lie there, of which storage can list no part by time.
        var page = await files.DroppedSinceAsync(time.GetUtcNow() - settings.SweepWindow, place, cancellationToken);
        place = page.Next;
        var unseen = page.Files.Where(file => !seen.Contains((file.Path, file.Version))).ToAsyncEnumerable();
        await sweeper.RunAsync("dropped", unseen, file => $"{file.Path}\n{file.Version}", file => RegisterAsync(file, cancellationToken), cancellationToken);
    }

    private async Task RegisterAsync(DroppedFile file, CancellationToken cancellationToken)
    {
        if (await imports.RegisterDroppedAsync(file.Path, cancellationToken) && time.GetUtcNow() - file.Modified >= EventAge)
        {
            ImportTelemetry.EventLost();
            Log.EventLost(logger);
        }

        seen.Add((file.Path, file.Version));
    }

    private async Task RegisterUploadAsync(UploadTicket ticket, CancellationToken cancellationToken)
    {
        await imports.RegisterUploadedAsync(ticket.Path, cancellationToken);
        if (time.GetUtcNow() > ticket.Expires + settings.StuckAfter)
        {
            await tickets.RemoveAsync(ticket, cancellationToken);
        }
    }

    /// <param name="waiting">An import that was not finished.</param>
    /// <param name="attended">The tenants at whose imports somebody works, or was sent to; they need no further look.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    private async Task ReviveAsync(ActiveImport waiting, HashSet<string> attended, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() - waiting.Since < settings.StuckAfter || attended.Contains(waiting.Tenant))
        {
            return;
        }

        var tenant = new TenantId(waiting.Tenant);
        if (await WriterLease.HolderAsync(table, time, tenant, cancellationToken) is not null
            || await ReviveAsync(tenant, waiting, cancellationToken))
        {
            attended.Add(waiting.Tenant);
        }
    }

    /// <summary>Whether a turn will be taken: one message is enough for all of the tenant's imports that wait.</summary>
    private async Task<bool> ReviveAsync(TenantId tenant, ActiveImport waiting, CancellationToken cancellationToken)
    {
        var import = await store.FindAsync(tenant, waiting.Import, cancellationToken);
        if (import is null or { IsFinished: true })
        {
            await active.RemoveAsync(waiting, cancellationToken);
            return false;
        }

        if (time.GetUtcNow() - import.Saved < settings.StuckAfter)
        {
            return false;
        }

        Log.Revived(logger, tenant.Value, waiting.Import);
        await queue.SendAsync(new ImportMessage(tenant.Value, waiting.Import), TimeSpan.Zero, cancellationToken);
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A dropped file was found whose event has not come")]
        public static partial void EventLost(ILogger logger);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Import {Import} of tenant {Tenant} has made no progress and is put into the queue again")]
        public static partial void Revived(ILogger logger, string tenant, string import);
    }
}
