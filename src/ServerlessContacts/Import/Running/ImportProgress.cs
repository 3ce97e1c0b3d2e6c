using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Registering;
using ServerlessContacts.Import.Reports;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Import.Running;

/// <summary>
/// Counts what is stored or planned, chunk after chunk in the file's order, gathers the rejected rows and what is listed, and now and then moves the checkpoint: first rows
/// and list, then counts, progress and checkpoint in one row. A run that dies in between writes the same blocks again.
/// </summary>
internal sealed class ImportProgress(
    StoredImport import, IRejectedRows rejected, ImportStore store, ImportFiles files, TimeProvider time, ImportSettings settings)
{
    /// <summary>Rejected rows kept in memory, in characters or bytes.</summary>
    private const int MostRejected = 1024 * 1024;

    /// <summary>Of the list, in bytes: a list has at most 50,000 blocks, and each of them names all before it.</summary>
    private const int MostListed = 4 * 1024 * 1024;

    private readonly JsonLines listed = new();
    private readonly List<ImportWarning> told = [];
    private StoredImport saved = import;
    private ImportCounts counts = import.Record.Rows;
    private Checkpoint checkpoint = import.Checkpoint;
    private long bytes;
    private long savedAt = time.GetTimestamp();


    public void Count(ChunkResult result)
    {
        foreach (var decision in result.Decisions)
        {
            told.AddRange(decision.Warnings.Select(warning => ImportWarnings.OfValue(warning, decision.Row.Line)));
            counts = decision.Row.IsLeft ? counts.WithLeft(decision.Outcome) : counts.With(decision.Outcome);
            if (decision is { Problem: { } problem, Row.IsLeft: false })
            {
                rejected.Add(decision.Row.Row, problem);
            }
        }

        listed.Add(result.Listed);
        checkpoint = checkpoint with { Rows = result.Chunk.RowsRead, Chunk = result.Chunk.Number + 1 };
        bytes = result.Chunk.BytesRead;
    }

    public ValueTask SaveIfDueAsync(CancellationToken cancellationToken) =>
        rejected.Length > MostRejected || listed.Length > MostListed || time.GetElapsedTime(savedAt) >= settings.CheckpointInterval
            ? new ValueTask(SaveAsync(cancellationToken))
            : ValueTask.CompletedTask;

    public async Task<StoredImport> SaveAsync(CancellationToken cancellationToken)
    {
        saved = await store.SaveAsync(await NextAsync(cancellationToken), cancellationToken) ?? throw new LeaseLostException();
        savedAt = time.GetTimestamp();
        told.Clear();
        return saved;
    }

    /// <summary>As it is to be stored next: what lies in blobs does already.</summary>
    public async Task<StoredImport> NextAsync(CancellationToken cancellationToken)
    {
        if (rejected.Rows > 0)
        {
            foreach (var (report, block) in rejected.Take())
            {
                await files.AppendReportAsync(ReportPaths.Of(saved, report), checkpoint.Blocks, block, cancellationToken);
            }

            checkpoint = checkpoint with { Blocks = checkpoint.Blocks + 1 };
        }

        var moved = checkpoint != saved.Checkpoint;
        return await WithListAsync(cancellationToken) with
        {
            Record = saved.Record.With(told) with { Rows = counts, Progress = Math.Max(saved.Record.Progress, Share(bytes)) },
            Checkpoint = checkpoint,
            Attempts = moved ? 0 : saved.Attempts,
        };
    }

    private async Task<StoredImport> WithListAsync(CancellationToken cancellationToken) => saved.Stage == ImportStage.Planning
        ? saved with { Plan = await ImportLists.AppendAsync(files, ReportPaths.Of(saved, ImportLists.Plan), saved.Plan ?? ListExtent.None, listed, cancellationToken) }
        : saved with { Report = await ImportLists.AppendAsync(files, ReportPaths.Of(saved, ImportLists.Report), saved.Report ?? ListExtent.None, listed, cancellationToken) };

    /// <summary>The end is not reached before everything is stored; where planning and writing follow each other, each is a half of the way.</summary>
    private double Share(long done)
    {
        var share = saved.Blob.Length == 0 ? 0 : Math.Min(0.999, (double)done / saved.Blob.Length);
        var isBoth = !saved.Options.DryRun && saved.Plan is not null;
        return Math.Round(!isBoth ? share : saved.Stage == ImportStage.Planning ? share / 2 : (1 + share) / 2, 3);
    }
}
