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

    private readonly HashSet<(string Path, string Version)> seen = [];

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

        var dropped = files.DroppedSinceAsync(time.GetUtcNow() - settings.SweepWindow, cancellationToken);
        await sweeper.RunAsync("dropped", dropped.Where(blob => !seen.Contains(blob)), blob => $"{blob.Path}\n{blob.Version}", blob => RegisterAsync(blob, cancellationToken), cancellationToken);
    }

    private async Task RegisterAsync((string Path, string Version) blob, CancellationToken cancellationToken)
    {
        await imports.RegisterDroppedAsync(blob.Path, cancellationToken);
        seen.Add(blob);
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
        [LoggerMessage(Level = LogLevel.Warning, Message = "Import {Import} of tenant {Tenant} has made no progress and is put into the queue again")]
        public static partial void Revived(ILogger logger, string tenant, string import);
    }
}
