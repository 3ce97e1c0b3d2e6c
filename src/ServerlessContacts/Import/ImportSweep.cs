using Microsoft.Extensions.Logging;
using ServerlessContacts.Contacts;
using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Registering;
using ServerlessContacts.Import.Running;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Import;

/// <summary>Makes good what events and messages have lost: files that no import knows, and imports that nobody works on.</summary>
public sealed partial class ImportSweep(
    ITable table, Imports imports, ImportStore store, ActiveImports active, UploadTickets tickets, IImportFiles files, IImportQueue queue, TimeProvider time, ImportSettings settings,
    ILogger<ImportSweep> logger)
{
    /// <summary>Files this instance has looked at need no look again; some 10 MB at most.</summary>
    private const int MostSeen = 100_000;

    private readonly HashSet<(string Path, string Version)> seen = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await RegisterAsync(cancellationToken);
        await RegisterUploadsAsync(cancellationToken);
        await foreach (var waiting in active.AllAsync(cancellationToken))
        {
            if (time.GetUtcNow() - waiting.Since >= settings.StuckAfter)
            {
                await ReviveAsync(waiting, cancellationToken);
            }
        }
    }

    private async Task RegisterAsync(CancellationToken cancellationToken)
    {
        if (seen.Count > MostSeen)
        {
            seen.Clear();
        }

        await foreach (var blob in files.DroppedSinceAsync(time.GetUtcNow() - settings.SweepWindow, cancellationToken))
        {
            if (!seen.Contains(blob))
            {
                await imports.RegisterDroppedAsync(blob.Path, cancellationToken);
                seen.Add(blob);
            }
        }
    }

    private async Task RegisterUploadsAsync(CancellationToken cancellationToken)
    {
        await foreach (var ticket in tickets.AllAsync(cancellationToken))
        {
            await imports.RegisterUploadedAsync(ticket.Path, cancellationToken);
            if (time.GetUtcNow() > ticket.Expires + settings.StuckAfter)
            {
                await tickets.RemoveAsync(ticket, cancellationToken);
            }
        }
    }

    private async Task ReviveAsync(ActiveImport waiting, CancellationToken cancellationToken)
    {
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
