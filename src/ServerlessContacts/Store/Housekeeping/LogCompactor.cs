using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Store.Housekeeping;

public enum CompactionEnd
{
    /// <summary>What may go is gone.</summary>
    Complete,

    /// <summary>There is more to delete, for which there was no time.</summary>
    TimeIsUp,

    /// <summary>Another deletes here at the same time, or did so unnoticed: an answer was lost.</summary>
    Raced,
}

/// <summary>How a compaction ended.</summary>
/// <param name="End">Whether there is more to do.</param>
/// <param name="OldestKept">The time of the oldest change that stays though it is not the newest; null where there is none.</param>
public readonly record struct Compaction(CompactionEnd End, DateTimeOffset? OldestKept);

/// <summary>
/// Deletes the oldest changes of a log, each with its receipt, always from the front, and never the newest: whoever stands further back
/// than the log begins meets a sequence that is not the next, and knows; nobody mistakes an empty log for one in which nothing happened.
/// Each transaction moves <see cref="LogStart"/>, so two at once cannot harm each other.
/// </summary>
public sealed class LogCompactor(ITable table, Journal journal, TimeProvider time)
{
    /// <summary>A change and its receipt are two rows of a transaction, beside the row that tells where the log begins.</summary>
    public const int ChangesAtOnce = (StoreLimits.EntitiesPerTransaction - 1) / 2;

    /// <param name="partition">Whose log.</param>
    /// <param name="before">Changes of that time or later stay, and what comes after them.</param>
    /// <param name="until">When no further transaction is begun.</param>
    /// <param name="cancellationToken">Ends the work between two transactions or in one; a repeat goes on.</param>
    public async Task<Compaction> RunAsync(
        Partition partition, DateTimeOffset before, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var head = await journal.SequenceAsync(partition, cancellationToken);
        var portion = new Portion(table, partition, await table.FindAsync(partition.Key, RowKeys.LogStart, cancellationToken));
        try
        {
            await foreach (var change in journal.ChangesAsync(partition, portion.Start.Through, cancellationToken))
            {
                if (change.Sequence >= head || change.At >= before)
                {
                    var oldest = change.Sequence < head ? change.At : default(DateTimeOffset?);
                    return new Compaction(
                        await portion.DeleteAsync(cancellationToken) ? CompactionEnd.Complete : CompactionEnd.Raced, oldest);
                }

                portion.Add(change);
                if (portion.IsFull && !await portion.DeleteAsync(cancellationToken))
                {
                    return new Compaction(CompactionEnd.Raced, null);
                }

                if (portion.IsEmpty && time.GetUtcNow() >= until)
                {
                    return new Compaction(CompactionEnd.TimeIsUp, null);
                }
            }
        }
        catch (LogGapException)
        {
            return new Compaction(CompactionEnd.Raced, null);
        }

        return new Compaction(CompactionEnd.Complete, null);
    }

    /// <summary>The changes that the next transaction deletes.</summary>
    private sealed class Portion(ITable table, Partition partition, StoredRow? start)
    {
        private readonly List<Change> changes = new(ChangesAtOnce);

        private StoredRow? row = start;

        public LogStart Start => LogStart.Read(row);

        public bool IsFull => changes.Count == ChangesAtOnce;

        public bool IsEmpty => changes.Count == 0;

        public void Add(Change change) => changes.Add(change);

        /// <summary>False where the log no longer begins where it did.</summary>
        public async Task<bool> DeleteAsync(CancellationToken cancellationToken)
        {
            if (IsEmpty)
            {
                return true;
            }

            var moved = Start with { Through = changes[^1].Sequence, Until = Later(Start.Until, changes.Max(change => change.At)) };
            var submitted = await table.SubmitAsync(partition.Key, [moved.Over(row), .. changes.SelectMany(Deletes)], cancellationToken);
            if (submitted.LostAt is { } lost)
            {
                // The first row tells of others; a change without its receipt is a mistake here.
                return lost == 0
                    ? false
                    : throw new InvalidDataException($"The log of {partition} is not whole from {changes[0].Sequence} to {moved.Through}.");
            }

            row = new StoredRow(RowKeys.LogStart, submitted.ETags[0], 0, moved.Write());
            changes.Clear();
            return true;
        }

        /// <summary>Neither row is ever written a second time, so no entity tag is needed.</summary>
        private static IEnumerable<RowWrite> Deletes(Change change) =>
            [RowWrite.DeleteAny(Change.KeyOf(change.Sequence)), RowWrite.DeleteAny(StoredReceipt.KeyOf(change.Operation))];

        private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;
    }
}
