using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Registering;
using ServerlessContacts.Import.Reports;
using ServerlessContacts.Import.Running;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Import.Undoing;

/// <summary>A transaction of an import that was taken back: what became of its contacts, and what had to stay.</summary>
internal sealed record UndoneChange(string Part, IReadOnlyList<UndoDecision> Decisions);

/// <summary>Counts what is taken back, lists what had to stay, and now and then moves the checkpoint: first the list, then all else in one row.</summary>
internal sealed class UndoProgress(
    StoredImport undo, StoredImport undone, int partitions, ImportStore store, ImportFiles files, TimeProvider time,
    ImportSettings settings)
{
    private readonly string[] reached = [.. Enumerable.Range(0, partitions).Select(number => undo.Undone?.ElementAtOrDefault(number) ?? "")];
    private readonly JsonLines kept = new();
    private ImportCounts counts = undo.Record.Rows;
    private StoredImport saved = undo;
    private long savedAt = time.GetTimestamp();

    /// <summary>As it was last stored.</summary>
    public StoredImport Import => saved;

    /// <summary>The distinguishing part of the operation of that partition that was dealt with last; empty where none was.</summary>
    public string Reached(int partition) => reached[partition];

    /// <param name="changes">By partition; null where there was none.</param>
    public void Count(IReadOnlyList<UndoneChange?> changes)
    {
        for (var partition = 0; partition < changes.Count; partition++)
        {
            if (changes[partition] is { } change)
            {
                counts = change.Decisions.Aggregate(counts, (sum, decision) => sum.With(decision.Outcome));
                change.Decisions.SelectMany(decision => decision.Kept).ToList().ForEach(one => kept.Add(KeptLine.Of(one)));
                reached[partition] = change.Part;
            }
        }
    }

    public ValueTask SaveIfDueAsync(CancellationToken cancellationToken) =>
        time.GetElapsedTime(savedAt) >= settings.CheckpointInterval ? new ValueTask(SaveAsync(cancellationToken)) : ValueTask.CompletedTask;

    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        var report = await ImportLists.AppendAsync(files, ReportPaths.Of(saved, ImportLists.Report), saved.Report ?? ListExtent.None, kept, cancellationToken);
        var moved = saved.Undone is null || !saved.Undone.SequenceEqual(reached, StringComparer.Ordinal);
        var next = saved with
        {
            Record = saved.Record with { Rows = counts, Progress = Share() },
            Report = report,
            Undone = [.. reached],
            Attempts = moved ? 0 : saved.Attempts,
        };
        saved = await store.SaveAsync(next, cancellationToken) ?? throw new LeaseLostException();
        savedAt = time.GetTimestamp();
    }

    private double Share()
    {
        var rows = undone.Record.Rows;
        return Math.Round(Math.Min(0.999, (double)counts.Total / Math.Max(1, rows.Created + rows.Updated + rows.Deleted)), 3);
    }
}
