using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Import.Cards;
using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Layouts;
using ServerlessContacts.Import.Registering;
using ServerlessContacts.Import.Reports;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Import.Running;

/// <summary>
/// Works on one stage of one import, from its checkpoint to the end of the file or of the time: rows are read and matched one after the other, and chunk after
/// chunk is decided, and stored unless it is only planned, several at a time. The checkpoint follows in the file's order.
/// </summary>
internal sealed class ImportRun(
    Journal journal, ContactStore contacts, ImportStore store, IImportFiles files, TimeProvider time, ImportSettings settings, TenantRecord tenant, WriterLease lease)
{
    private readonly ChunkPump pump = new(time, settings);

    public async Task<RunEnd> RunAsync(StoredImport import, CancellationToken cancellationToken)
    {
        var (opened, problem) = await RowFile.OpenAsync(files, import, tenant.CreatePhoneParser(), cancellationToken);
        if (opened is null)
        {
            return RunEnd.Refused(import, problem!);
        }

        await using var file = opened;
        var target = new ImportTarget(import, tenant);
        var loaded = await new IndexLoader(journal, contacts, target, import.Options).LoadAsync(cancellationToken);
        return await RunAsync(Started(import, file.Mapper, loaded), file, tenant.CreateRules(), target, loaded, cancellationToken);
    }

    private async Task<RunEnd> RunAsync(
        StoredImport import, RowFile file, ContactRules rules, ImportTarget target, LoadedIndex loaded, CancellationToken cancellationToken)
    {
        var isPlanning = import.Stage == ImportStage.Planning;
        var progress = new ImportProgress(import, file.Rejected, store, files, time, settings);
        var written = isPlanning ? new Dictionary<int, WrittenRow>() : await new WrittenRows(journal, target).LoadAsync(import, cancellationToken);
        var planner = new RowPlanner(file.Mapper, rules, loaded, target, import.Options, written);
        await using var plan = isPlanning || import.Plan is null ? null : await files.OpenReportAsync(ReportPaths.Of(import, ImportLists.Plan), cancellationToken);
        var reader = new ChunkReader(file.Rows, planner, target, plan is null ? null : new JsonLineReader(plan), settings.RowsPerChunk);
        await reader.SkipAsync(import.Checkpoint.Rows, isPlanning ? row => planner.Plan(row, 0) : NeedsReplay(import) ? planner.Replay : null, cancellationToken);
        using var stored = new StoredContacts(journal, contacts, import.Tenant);
        var decider = new RowDecider(stored, rules, target, isPlanning ? null : import.PlannedAt, time);
        Func<Chunk, CancellationToken, Task<ChunkResult>> work = isPlanning ? new ChunkPlanner(decider).PlanAsync : new ChunkWriter(journal, stored, decider, new CardPhotos(files, import.Tenant), target, lease).WriteAsync;
        var isComplete = await pump.RunAsync(reader, work, progress, import.Checkpoint.Chunk, cancellationToken);
        await progress.SaveAsync(cancellationToken);
        return isComplete ? RunEnd.OfStage(progress.Import, loaded, planner.Unreadable, settings.Brake) : RunEnd.GoesOn(progress.Import);
    }

    /// <summary>What may delete contacts is planned as a whole before anything is written.</summary>
    private static StoredImport Started(StoredImport import, IRowMapper mapper, LoadedIndex loaded)
    {
        var mayDelete = import.Options.Mode == ImportMode.Replace || mapper.HasActions;
        var stage = import.Stage ?? (import.Options.DryRun || mayDelete ? ImportStage.Planning : ImportStage.Writing);
        return import with { Stage = stage, PlannedAt = import.PlannedAt ?? (stage == ImportStage.Planning ? loaded.Positions : null) };
    }

    /// <summary>New contacts are known from their ids; whom other rows were matched to, and whom they spare from deletion, is not.</summary>
    private static bool NeedsReplay(StoredImport import) =>
        import.Options.Mode == ImportMode.Replace || import.Record.Rows is var rows && rows.Created + rows.Rejected < rows.Total;
}
