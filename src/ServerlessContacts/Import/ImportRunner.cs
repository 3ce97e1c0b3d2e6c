using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Import.Running;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Import;

/// <summary>
/// Takes a turn at the imports of the tenant that a message names. One message is enough for all that wait: whoever finds another at work
/// goes away again, as that one looks for what waits once more after it has given the right to write back. So waiting costs nothing.
/// </summary>
public sealed partial class ImportRunner(
    ImportServices services,
    ColumnMappings mappings,
    TenantDirectory tenants,
    IWorkQueue<ImportMessage> queue,
    RecentBooks recent,
    ILogger<ImportRunner> logger)
{
    public async Task RunAsync(ImportMessage message, CancellationToken cancellationToken)
    {
        if (!TenantId.TryParse(message.Tenant, out var tenant) || await tenants.FindAsync(tenant, cancellationToken) is not { Tenant: { } record })
        {
            Log.UnknownTenant(logger, message.Tenant, message.Import);
            return;
        }

        if (await IsWaitedForAsync(tenant, message.Import, cancellationToken))
        {
            await TakeTurnAsync(tenant, record, message, cancellationToken);
        }
    }

    /// <summary>Whether the import, or any other of the tenant, waits.</summary>
    private async Task<bool> IsWaitedForAsync(TenantId tenant, string id, CancellationToken cancellationToken)
    {
        var listed = await services.Active.FindAsync(tenant, id, cancellationToken);
        if (await services.Imports.FindAsync(tenant, id, cancellationToken) is { IsFinished: false } import)
        {
            // What a message names waits, whatever has become of its row.
            await (listed is null ? services.Active.AddAsync(tenant, id, import.Blob.Length, cancellationToken) : Task.CompletedTask);
            return true;
        }

        await (listed is null ? Task.CompletedTask : services.Active.RemoveAsync(listed, cancellationToken));
        return await services.Active.OfAsync(tenant, cancellationToken).AnyAsync(cancellationToken);
    }

    private async Task TakeTurnAsync(TenantId tenant, TenantRecord record, ImportMessage message, CancellationToken cancellationToken)
    {
        if (await TryTakeAsync(tenant, message, cancellationToken) is not { } lease)
        {
            return;
        }

        using var books = new KnownBooks(services.Journal, services.Contacts, recent.Take(tenant, record));
        var turn = new ImportTurn(services, mappings, tenant, record, lease, books, logger);
        try
        {
            await using (lease)
            {
                await turn.RunAsync(cancellationToken);
                recent.Keep(tenant, record, books.Exact());
            }
        }
        catch (LeaseLostException)
        {
            Log.LeaseLost(logger, message.Tenant, message.Import);
            await queue.SendAsync(message, services.Settings.Patience, cancellationToken);
            return;
        }

        await CallNextAsync(tenant, turn, cancellationToken);
        if (turn.Failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>
    /// Null while another holds it. That may be an earlier delivery of this very message, whose process has died: then it comes again.
    /// </summary>
    private async Task<Lease?> TryTakeAsync(TenantId tenant, ImportMessage message, CancellationToken cancellationToken)
    {
        var (table, time, settings) = (services.Table, services.Time, services.Settings);
        var lease = await WriterLease.TryTakeAsync(table, time, tenant, message.Import, settings.LeaseTime, cancellationToken);
        if (lease is null && await WriterLease.HolderAsync(table, time, tenant, cancellationToken) == message.Import)
        {
            // A new message, not a failed one: waiting uses up no attempt.
            await queue.SendAsync(message, settings.Patience, cancellationToken);
        }

        return lease;
    }

    /// <summary>
    /// Whoever came while the turn was taken, or had no time in it. What failed is tried again with the message of this turn.
    /// </summary>
    private async Task CallNextAsync(TenantId tenant, ImportTurn turn, CancellationToken cancellationToken)
    {
        var waiting = await services.Active.OfAsync(tenant, cancellationToken)
            .Where(import => !turn.HasFailed(import)).ToListAsync(cancellationToken);
        if ((waiting.Find(import => !turn.IsUnready(import)) ?? waiting.FirstOrDefault()) is { } next)
        {
            var delay = turn.IsUnready(next) ? services.Settings.Patience : TimeSpan.Zero;
            await queue.SendAsync(new ImportMessage(next.Tenant, next.Import), delay, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Import {Import} of tenant {Tenant} lost the right to write and waits for it again")]
        public static partial void LeaseLost(ILogger logger, string tenant, string import);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Message for import {Import} names tenant {Tenant}, which does not exist")]
        public static partial void UnknownTenant(ILogger logger, string tenant, string import);
    }
}
