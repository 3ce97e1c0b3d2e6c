using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Import.Cards;
using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Layouts;
using ServerlessContacts.Import.Reports;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Import.Running;

/// <summary>
/// Works on one stage of one import, from its checkpoint to the end of the file or of the time: rows are read and matched one after the other, and chunk after
/// chunk is decided, and stored unless it is only planned, several at a time. The checkpoint follows in the file's order.
/// </summary>
internal sealed class ImportRun(
    ImportServices services, TenantRecord tenant, Lease lease, KnownBooks books, Deadline deadline, Passing passing)
{
    private readonly Journal journal = services.Journal;
    private readonly ImportFiles files = services.Files;

    public async Task<RunEnd> RunAsync(StoredImport import, CancellationToken cancellationToken)
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
        return await RunAsync(begun, file, target, book, loaded, cancellationToken);
    }

    private async Task<RunEnd> RunAsync(
        StoredImport import, RowFile file, ImportTarget target, KnownBook book, LoadedIndex loaded, CancellationToken cancellationToken)
    {
        var (isPlanning, rules) = (import.Stage == ImportStage.Planning, tenant.CreateRules());
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
