using Microsoft.Extensions.Logging;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Registering;
using ServerlessContacts.Import.Reports;
using ServerlessContacts.Import.Running;
using ServerlessContacts.Import.Undoing;
using ServerlessContacts.Store.Claims;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Import;

/// <summary>
/// Works on the import that a message names. Each message may come more than once and the process may end at any point: what is stored is
/// recognised, and the next message goes on at the checkpoint.
/// </summary>
public sealed partial class ImportRunner(
    ITable table,
    Journal journal,
    ContactStore contacts,
    Claims claims,
    TenantDirectory tenants,
    ImportStore imports,
    ActiveImports active,
    IImportFiles files,
    IImportQueue queue,
    TimeProvider time,
    ImportSettings settings,
    ILogger<ImportRunner> logger)
{
    private readonly ReportWriter reports = new(files);
    private readonly ImportRecogniser recogniser = new(imports, new ColumnMappings(table), files);

    public async Task RunAsync(ImportMessage message, CancellationToken cancellationToken)
    {
        if (!TenantId.TryParse(message.Tenant, out var tenant) || await tenants.FindAsync(tenant, cancellationToken) is not { Tenant: { } record })
        {
            Log.UnknownTenant(logger, message.Tenant, message.Import);
            return;
        }

        using var turn = ImportTelemetry.Start(message);

        if (await imports.FindAsync(tenant, message.Import, cancellationToken) is null or { IsFinished: true })
        {
            await active.RemoveAsync(tenant, message.Import, cancellationToken);
            return;
        }

        await using var lease = await WriterLease.TryTakeAsync(table, time, tenant, message.Import, settings.LeaseTime, cancellationToken);
        if (lease is null)
        {
            // A new message, not a failed one: waiting uses up no attempt.
            await queue.SendAsync(message, settings.Patience, cancellationToken);
            return;
        }

        await RunHoldingAsync(tenant, record, message, lease, cancellationToken);
    }

    private async Task RunHoldingAsync(TenantId tenant, TenantRecord record, ImportMessage message, WriterLease lease, CancellationToken cancellationToken)
    {
        try
        {
            if (await StartAsync(tenant, message.Import, cancellationToken) is { } import)
            {
                await WorkAsync(import, record, message, lease, cancellationToken);
            }
        }
        catch (LeaseLostException)
        {
            Log.LeaseLost(logger, message.Tenant, message.Import);
            await queue.SendAsync(message, settings.Patience, cancellationToken);
        }
        catch (SourceChangedException)
        {
            var import = await imports.FindAsync(tenant, message.Import, cancellationToken);
            await FinishAsync(import!, ImportStatus.Failed, ImportProblems.SourceChanged, cancellationToken);
        }
    }

    /// <summary>The import, marked as running; null where it has finished meanwhile or is given up now.</summary>
    private async Task<StoredImport?> StartAsync(TenantId tenant, string id, CancellationToken cancellationToken)
    {
        var import = await imports.FindAsync(tenant, id, cancellationToken);
        if (import is null or { IsFinished: true })
        {
            return null;
        }

        if (import.Attempts >= settings.MostAttempts)
        {
            await FinishAsync(import, ImportStatus.Failed, ImportProblems.Stuck, cancellationToken);
            return null;
        }

        var running = import.Record with { Status = ImportStatus.Running, Started = import.Record.Started ?? time.GetUtcNow() };
        return await imports.SaveAsync(import with { Record = running, Attempts = import.Attempts + 1 }, cancellationToken) ?? throw new LeaseLostException();
    }

    private async Task WorkAsync(StoredImport import, TenantRecord tenant, ImportMessage message, WriterLease lease, CancellationToken cancellationToken)
    {
        var end = await RunAsync(import, tenant, lease, cancellationToken);
        switch (end.Status)
        {
            case ImportStatus.Running:
                await queue.SendAsync(message, TimeSpan.Zero, cancellationToken);
                break;
            case ImportStatus.Queued:
                await reports.ForgetRejectedAsync(end.Import, cancellationToken);
                _ = await imports.SaveAsync(end.Import, cancellationToken) ?? throw new LeaseLostException();
                await queue.SendAsync(message, TimeSpan.Zero, cancellationToken);
                break;
            default:
                await FinishAsync(end.Import, end.Status, end.Problem, cancellationToken);
                break;
        }
    }

    private async Task<RunEnd> RunAsync(StoredImport import, TenantRecord tenant, WriterLease lease, CancellationToken cancellationToken)
    {
        if (import.Record.Undoes is not null)
        {
            return await new UndoRun(journal, contacts, claims, imports, files, time, settings, tenant, lease).RunAsync(import, cancellationToken);
        }

        var recognised = await recogniser.RunAsync(import, cancellationToken);
        return recognised.Status == ImportStatus.Running
            ? await new ImportRun(journal, contacts, imports, files, time, settings, tenant, lease).RunAsync(recognised.Import, cancellationToken)
            : recognised;
    }

    /// <summary>The reports come first, so that who sees an import finished finds them.</summary>
    private async Task FinishAsync(StoredImport import, ImportStatus status, ImportProblem? problem, CancellationToken cancellationToken)
    {
        var record = import.Record with
        {
            Status = status,
            Problem = problem,
            Progress = status == ImportStatus.Done ? 1 : import.Record.Progress,
            Finished = status == ImportStatus.Waiting ? null : time.GetUtcNow(),
        };
        var finished = import with { Record = record };
        await TellAsync(finished, cancellationToken);
        if (await imports.SaveAsync(finished, cancellationToken) is null)
        {
            throw new LeaseLostException();
        }

        await active.RemoveAsync(import.Tenant, record.Id, cancellationToken);
        ImportTelemetry.Ended(record);
        Log.Finished(logger, import.Tenant.Value, record.Id, status, record.Rows.Total, record.Rows.Rejected);
    }

    private Task TellAsync(StoredImport finished, CancellationToken cancellationToken) => finished.Record switch
    {
        { Undoes: null } => reports.WriteAsync(finished, cancellationToken),
        { Status: ImportStatus.Done } => new UndoChain(imports, reports).SettleAsync(finished, cancellationToken),
        _ => Task.CompletedTask,
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Import {Import} of tenant {Tenant} ended as {Status}: {Rows} rows, {Rejected} rejected")]
        public static partial void Finished(ILogger logger, string tenant, string import, ImportStatus status, long rows, long rejected);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Import {Import} of tenant {Tenant} lost the right to write and waits for it again")]
        public static partial void LeaseLost(ILogger logger, string tenant, string import);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Message for import {Import} names tenant {Tenant}, which does not exist")]
        public static partial void UnknownTenant(ILogger logger, string tenant, string import);
    }
}
