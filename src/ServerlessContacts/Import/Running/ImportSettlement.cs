using Microsoft.Extensions.Logging;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Import.Registering;
using ServerlessContacts.Import.Reports;
using ServerlessContacts.Import.Undoing;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Import.Running;

/// <summary>
/// Settles what has become of a stage: stores where the import goes on, or writes its reports, says how it has ended and takes it off those
/// that wait.
/// </summary>
/// <exception cref="LeaseLostException">Somebody else works on the import.</exception>
internal sealed partial class ImportSettlement(ImportServices services, TenantRecord tenant, ILogger logger)
{
    private readonly ImportStore imports = services.Imports;
    private readonly ReportWriter reports = new(services.Files);

    /// <summary>What goes on, or has a stage more, still waits for its turn.</summary>
    public async Task SettleAsync(RunEnd end, ActiveImport waiting, CancellationToken cancellationToken)
    {
        if (end.Status == ImportStatus.Queued)
        {
            await reports.ForgetRejectedAsync(end.Import, cancellationToken);
            _ = await imports.SaveAsync(end.Import, cancellationToken) ?? throw new LeaseLostException();
        }
        else if (end.Status != ImportStatus.Running)
        {
            await FinishAsync(end, waiting, cancellationToken);
        }
    }

    /// <summary>The reports come first, so that who sees an import finished finds them, and its contacts.</summary>
    private async Task FinishAsync(RunEnd end, ActiveImport waiting, CancellationToken cancellationToken)
    {
        var (import, status, problem) = end;
        var record = import.Record with
        {
            Status = status,
            Problem = problem,
            Progress = status == ImportStatus.Done ? 1 : import.Record.Progress,
            Finished = status == ImportStatus.Waiting ? null : services.Time.GetUtcNow(),
        };
        var finished = import with { Record = record };
        await ReportAsync(finished, cancellationToken);
        foreach (var partition in new ImportTarget(finished, tenant).Partitions)
        {
            services.Journal.Tell(partition);
        }

        if (await imports.SaveAsync(finished, cancellationToken) is null)
        {
            throw new LeaseLostException();
        }

        await services.Active.RemoveAsync(waiting, cancellationToken);
        ImportTelemetry.Ended(record);
        Log.Finished(logger, import.Tenant.Value, record.Id, status, record.Rows.Total, record.Rows.Rejected);
    }

    private Task ReportAsync(StoredImport finished, CancellationToken cancellationToken) => finished.Record switch
    {
        { Undoes: null } => reports.WriteAsync(finished, cancellationToken),
        { Status: ImportStatus.Done } => new UndoChain(imports, reports).SettleAsync(finished, cancellationToken),
        _ => Task.CompletedTask,
    };

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Information, Message = "Import {Import} of tenant {Tenant} ended as {Status}: {Rows} rows, {Rejected} rejected")]
        public static partial void Finished(ILogger logger, string tenant, string import, ImportStatus status, long rows, long rejected);
    }
}
