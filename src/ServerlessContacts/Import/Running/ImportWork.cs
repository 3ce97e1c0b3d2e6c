using Microsoft.Extensions.Logging;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Import.Registering;
using ServerlessContacts.Import.Reports;
using ServerlessContacts.Import.Undoing;
using ServerlessContacts.Store.Blobs;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Import.Running;

/// <summary>
/// Works on one import of a turn: marks it as running, does what its stage asks for, and says how it has ended. The process may end at any
/// point: what is stored is recognised, and the next turn goes on at the checkpoint.
/// </summary>
internal sealed partial class ImportWork(
    ImportServices services, ColumnMappings mappings, TenantRecord tenant, Lease lease, KnownBooks books, ILogger logger)
{
    private readonly ImportStore imports = services.Imports;
    private readonly ReportWriter reports = new(services.Files);
    private readonly ImportRecogniser recogniser = new(mappings, services.Files);

    /// <param name="import">What is worked on.</param>
    /// <param name="waiting">Its row among those that wait, as it was before the import was read.</param>
    /// <param name="deadline">When the turn ends.</param>
    /// <param name="passing">Who goes before it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="LeaseLostException">Somebody else works on it, or on the tenant's imports.</exception>
    public async Task RunAsync(
        StoredImport import, ActiveImport waiting, Deadline deadline, Passing passing, CancellationToken cancellationToken)
    {
        using var turn = ImportTelemetry.Start(import);
        try
        {
            if (await StartAsync(import, waiting, cancellationToken) is { } started)
            {
                await EndAsync(await RunStageAsync(started, deadline, passing, cancellationToken), waiting, cancellationToken);
            }
        }
        catch (BlobChangedException)
        {
            var now = await imports.FindAsync(import.Tenant, import.Record.Id, cancellationToken);
            await FinishAsync(now!, waiting, ImportStatus.Failed, ImportProblems.SourceChanged, cancellationToken);
        }
    }

    /// <summary>The import, marked as running; null where it is given up now.</summary>
    private async Task<StoredImport?> StartAsync(StoredImport import, ActiveImport waiting, CancellationToken cancellationToken)
    {
        if (import.Attempts >= services.Settings.MostAttempts)
        {
            await FinishAsync(import, waiting, ImportStatus.Failed, ImportProblems.Stuck, cancellationToken);
            return null;
        }

        var running = import.Record with { Status = ImportStatus.Running, Started = import.Record.Started ?? services.Time.GetUtcNow() };
        var started = import with { Record = running, Attempts = import.Attempts + 1 };
        return await imports.SaveAsync(started, cancellationToken) ?? throw new LeaseLostException();
    }

    private async Task<RunEnd> RunStageAsync(StoredImport import, Deadline deadline, Passing passing, CancellationToken cancellationToken)
    {
        if (import.Record.Undoes is not null)
        {
            return await new UndoRun(services, tenant, lease, books, deadline, passing).RunAsync(import, cancellationToken);
        }

        var recognised = await recogniser.RunAsync(import, cancellationToken);
        return recognised.Status == ImportStatus.Running
            ? await new ImportRun(services, tenant, lease, books, deadline, passing).RunAsync(recognised.Import, cancellationToken)
            : recognised;
    }

    /// <summary>What goes on, or has a stage more, still waits for its turn.</summary>
    private async Task EndAsync(RunEnd end, ActiveImport waiting, CancellationToken cancellationToken)
    {
        if (end.Status == ImportStatus.Queued)
        {
            await reports.ForgetRejectedAsync(end.Import, cancellationToken);
            _ = await imports.SaveAsync(end.Import, cancellationToken) ?? throw new LeaseLostException();
        }
        else if (end.Status != ImportStatus.Running)
        {
            await FinishAsync(end.Import, waiting, end.Status, end.Problem, cancellationToken);
        }
    }

    /// <summary>The reports come first, so that who sees an import finished finds them, and its contacts.</summary>
    private async Task FinishAsync(
        StoredImport import, ActiveImport waiting, ImportStatus status, ImportProblem? problem, CancellationToken cancellationToken)
    {
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
