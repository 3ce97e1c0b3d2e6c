using Microsoft.Extensions.Logging;
using ServerlessContacts.Contacts;
using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Registering;
using ServerlessContacts.Import.Running;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Store.Upkeep;

namespace ServerlessContacts.Import;

/// <summary>Makes good what events and messages have lost: files that no import knows, and imports that nobody works on.</summary>
public sealed partial class ImportSweep(
    ITable table, Imports imports, ImportStore store, ActiveImports active, UploadTickets tickets, IImportFiles files, IImportQueue queue, Sweeper sweeper, TimeProvider time, ImportSettings settings,
    ILogger<ImportSweep> logger)
{
    /// <summary>Files this instance has looked at need no look again; some 10 MB at most.</summary>
    private const int MostSeen = 100_000;

    /// <summary>An event that has not come by then is lost.</summary>
    private static readonly TimeSpan EventAge = TimeSpan.FromMinutes(2);

    private readonly HashSet<(string Path, string Version)> seen = [];
    private string? place;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await RegisterAsync(cancellationToken);
        await sweeper.RunAsync(tickets.All(cancellationToken), row => RegisterUploadAsync(UploadTickets.Read(row), cancellationToken), cancellationToken);
        await sweeper.RunAsync(active.All(cancellationToken), row => ReviveAsync(ActiveImports.Read(row), cancellationToken), cancellationToken);
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

    private async Task ReviveAsync(ActiveImport waiting, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() - waiting.Since < settings.StuckAfter)
        {
            return;
        }

        var tenant = new TenantId(waiting.Tenant);
        var import = await store.FindAsync(tenant, waiting.Import, cancellationToken);
        if (import is null or { IsFinished: true })
        {
            await active.RemoveAsync(tenant, waiting.Import, cancellationToken);
        }
        else if (time.GetUtcNow() - import.Saved >= settings.StuckAfter && !await WriterLease.IsHeldAsync(table, time, tenant, waiting.Import, cancellationToken))
        {
            Log.Revived(logger, waiting.Tenant, waiting.Import);
            await queue.SendAsync(new ImportMessage(waiting.Tenant, waiting.Import), TimeSpan.Zero, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A dropped file was found whose event has not come")]
        public static partial void EventLost(ILogger logger);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Import {Import} of tenant {Tenant} has made no progress and is put into the queue again")]
        public static partial void Revived(ILogger logger, string tenant, string import);
    }
}
