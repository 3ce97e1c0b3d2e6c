using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Import.Cards;
using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Layouts;
using ServerlessContacts.Import.Registering;
using ServerlessContacts.Import.Reports;
using ServerlessContacts.Import.Undoing;
using ServerlessContacts.Store.Blobs;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Import.Running;

/// <summary>
/// Runs one stage of one import, from its checkpoint to the end of the file or of the turn: what the file is, what it would change, the
/// changes themselves, or their undo. Rows are read and matched one after the other; chunks are decided and stored several at a time, and
/// the checkpoint follows in the file's order. The process may end at any point: what is stored is recognised.
/// </summary>
internal sealed class StageRun(
    ImportServices services, ColumnMappings mappings, TenantRecord tenant, Lease lease, KnownBooks books, Deadline deadline, ImportSettlement settlement)
{
    private readonly Journal journal = services.Journal;
    private readonly ImportFiles files = services.Files;
    private readonly ImportRecogniser recogniser = new(mappings, services.Files);

    /// <param name="import">What is worked on.</param>
    /// <param name="waiting">Its row among those that wait, as it was before the import was read.</param>
    /// <param name="passing">Who goes before it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="LeaseLostException">Somebody else works on it, or on the tenant's imports.</exception>
    public async Task RunAsync(StoredImport import, ActiveImport waiting, Passing passing, CancellationToken cancellationToken)
    {
        using var turn = ImportTelemetry.Start(import);
        try
        {
            if (await StartAsync(import, waiting, cancellationToken) is { } started)
            {
                await settlement.SettleAsync(await RunAsync(started, passing, cancellationToken), waiting, cancellationToken);
            }
        }
        catch (BlobChangedException)
        {
            var now = await services.Imports.FindAsync(import.Tenant, import.Record.Id, cancellationToken);
            await settlement.SettleAsync(new RunEnd(now!, ImportStatus.Failed, ImportProblems.SourceChanged), waiting, cancellationToken);
        }
    }

    /// <summary>The import, marked as running; null where it is given up now.</summary>
    private async Task<StoredImport?> StartAsync(StoredImport import, ActiveImport waiting, CancellationToken cancellationToken)
    {
        if (import.Attempts >= services.Settings.MostAttempts)
        {
            await settlement.SettleAsync(new RunEnd(import, ImportStatus.Failed, ImportProblems.Stuck), waiting, cancellationToken);
            return null;
        }

        var running = import.Record with { Status = ImportStatus.Running, Started = import.Record.Started ?? services.Time.GetUtcNow() };
        var started = import with { Record = running, Attempts = import.Attempts + 1 };
        return await services.Imports.SaveAsync(started, cancellationToken) ?? throw new LeaseLostException();
    }

    private async Task<RunEnd> RunAsync(StoredImport import, Passing passing, CancellationToken cancellationToken)
    {
        if (import.Record.Undoes is not null)
        {
            return await new UndoRun(services, tenant, lease, books, deadline, passing).RunAsync(import, cancellationToken);
        }

        var recognised = await recogniser.RunAsync(import, cancellationToken);
        return recognised.Status == ImportStatus.Running
            ? await MatchAsync(recognised.Import, passing, cancellationToken)
            : recognised;
    }

    private async Task<RunEnd> MatchAsync(StoredImport import, Passing passing, CancellationToken cancellationToken)
    {
        var (opened, problem) = await RowFile.OpenAsync(files, import, tenant.CreatePhoneParser(), cancellationToken);
        if (opened is null)
        {
            return RunEnd.Refused(import, problem!);
        }

        await using var file = opened;
        using var _ = await books.UseAsync(cancellationToken);
        var target = new ImportTarget(import, tenant);
        var book = await books.OfAsync(target, cancellationToken);
        var staged = import with { Stage = import.Stage ?? StageOf(import, file.Mapper) };
        var isPlanning = staged.Stage == ImportStage.Planning;
        var loaded = book.For(target, import.Options, isPlanning, IsFirstRun(import));
        var begun = staged with { PlannedAt = import.PlannedAt ?? (isPlanning ? loaded.Positions : null) };
        return await PlanOrWriteAsync(begun, file, target, (book, loaded), passing, cancellationToken);
    }

    private async Task<RunEnd> PlanOrWriteAsync(
        StoredImport import,
        RowFile file,
        ImportTarget target,
        (KnownBook Book, LoadedIndex Loaded) known,
        Passing passing,
        CancellationToken cancellationToken)
    {
        var (isPlanning, rules, (book, loaded)) = (import.Stage == ImportStage.Planning, tenant.CreateRules(), known);
        var progress = new ImportProgress(import, file.Rejected, services.Imports, files, services.Time, services.Settings);
        var written = isPlanning ? new Dictionary<int, WrittenRow>() : await new WrittenRows(journal, target).LoadAsync(import, cancellationToken);
        var planner = new RowPlanner(file.Mapper, rules, loaded, target, import.Options, written);
        await using var plan = isPlanning || import.Plan is null ? null : await files.OpenReportAsync(ReportPaths.Of(import, ImportLists.Plan), cancellationToken);
        var planned = plan is null ? null : new JsonLineReader(plan);
        var reader = new ChunkReader(file.Rows, planner, target, planned, services.Settings.RowsPerChunk);
        await reader.SkipAsync(import.Checkpoint.Rows, isPlanning ? row => planner.Plan(row, 0) : NeedsReplay(import) ? planner.Replay : null, cancellationToken);
        using var stored = new StoredContacts(journal, services.Contacts, import.Tenant);
        var decider = new RowDecider(stored, rules, target, isPlanning ? null : import.PlannedAt, services.Time);
        Func<Chunk, CancellationToken, Task<ChunkResult>> work = isPlanning
            ? new ChunkPlanner(decider).PlanAsync
            : new ChunkWriter(journal, stored, decider, new CardPhotos(files, import.Tenant), target, book, lease).WriteAsync;
        var pump = new ChunkPump(deadline, passing, services.Settings.ChunksInFlight);
        var isComplete = await pump.RunAsync(reader, work, progress, import.Checkpoint.Chunk, cancellationToken);
        if (!isPlanning && !(isComplete && IsFirstRun(import)))
        {
            book.Doubt();
        }

        return isComplete
            ? RunEnd.OfStage(await progress.NextAsync(cancellationToken), loaded, planner.Unreadable, services.Settings.Brake)
            : RunEnd.GoesOn(await progress.SaveAsync(cancellationToken));
    }

    /// <summary>What may delete contacts is planned as a whole before anything is written.</summary>
    private static ImportStage StageOf(StoredImport import, IRowMapper mapper) =>
        import.Options.DryRun || import.Options.Mode == ImportMode.Replace || mapper.HasActions
            ? ImportStage.Planning
            : ImportStage.Writing;

    private static bool IsFirstRun(StoredImport import) => import is { Attempts: 1 } && import.Checkpoint == Checkpoint.Start;

    /// <summary>New contacts are known from their ids; whom other rows were matched to, and whom they spare from deletion, is not.</summary>
    private static bool NeedsReplay(StoredImport import) =>
        import.Options.Mode == ImportMode.Replace || import.Record.Rows is var rows && rows.Created + rows.Rejected < rows.Total;
}
