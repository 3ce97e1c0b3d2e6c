using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Layouts;
using ServerlessContacts.Import.Registering;
using ServerlessContacts.Import.Reports;

namespace ServerlessContacts.Import.Running;

/// <summary>
/// Counts what is stored, chunk after chunk in the file's order, gathers the rejected rows, and now and then moves the checkpoint: first the rejected rows, then counts,
/// progress and checkpoint in one row. A run that dies in between writes the same block of rejected rows again.
/// </summary>
internal sealed class ImportProgress(StoredImport import, ImportStore store, IImportFiles files, TimeProvider time, ImportSettings settings)
{
    /// <summary>Rejected rows kept in memory, in characters.</summary>
    private const int MostRejected = 1024 * 1024;

    private readonly RejectedRows rejected = new(Delimiters.Get(import.Record.Delimiter!), import.Record.Encoding!);
    private StoredImport saved = import;
    private ImportCounts counts = import.Record.Rows;
    private Checkpoint checkpoint = import.Checkpoint;
    private long bytes;
    private long savedAt = time.GetTimestamp();
    private int skippedCells;

    /// <summary>As it was last stored.</summary>
    public StoredImport Import => saved;

    public void Start(Layout layout, SourceRow header)
    {
        skippedCells = layout.ReportColumns;
        if (checkpoint.Blocks == 0)
        {
            rejected.Begin(header.Cells[skippedCells..]);
        }
    }

    public void Count(ChunkResult result)
    {
        foreach (var (row, outcome, problem) in result.Rows)
        {
            counts = counts.With(outcome);
            if (problem is not null)
            {
                rejected.Add(row.Row, problem, skippedCells);
            }
        }

        checkpoint = checkpoint with { Rows = result.Chunk.RowsRead, Chunk = result.Chunk.Number + 1 };
        bytes = result.Chunk.BytesRead;
    }

    public ValueTask SaveIfDueAsync(CancellationToken cancellationToken) =>
        rejected.Length > MostRejected || time.GetElapsedTime(savedAt) >= settings.CheckpointInterval
            ? new ValueTask(SaveAsync(cancellationToken))
            : ValueTask.CompletedTask;

    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        if (rejected.Rows > 0)
        {
            await files.AppendReportAsync(ReportPaths.RejectedOf(saved), checkpoint.Blocks, rejected.Take(), cancellationToken);
            checkpoint = checkpoint with { Blocks = checkpoint.Blocks + 1 };
        }

        var moved = checkpoint != saved.Checkpoint;
        var next = saved with
        {
            Record = saved.Record with { Rows = counts, Progress = Math.Max(saved.Record.Progress, Share(bytes)) },
            Checkpoint = checkpoint,
            Attempts = moved ? 0 : saved.Attempts,
        };
        saved = await store.SaveAsync(next, cancellationToken) ?? throw new LeaseLostException();
        savedAt = time.GetTimestamp();
    }

    /// <summary>The end is not reached before everything is stored.</summary>
    private double Share(long done) => saved.Blob.Length == 0 ? 0 : Math.Round(Math.Min(0.999, (double)done / saved.Blob.Length), 3);
}
