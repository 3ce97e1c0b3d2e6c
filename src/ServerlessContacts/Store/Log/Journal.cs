using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Store.Log;

/// <summary>
/// The one way to write: each commit is one entity group transaction of the edited rows, a change row, a receipt for the operation and the
/// partition's head, replaced with the next sequence. So the log of a partition is dense and in commit order, whoever writes from wherever,
/// and a write whose answer was lost is recognised by its receipt.
/// <para>A busy partition commits in groups: writes of this instance that wait for the same head go into one transaction, each with its own
/// change, receipt and outcome.</para>
/// </summary>
public sealed class Journal
{
    private readonly ITable table;
    private readonly Heads heads = new();
    private readonly CommitQueue[] queues;

    public Journal(ITable table, TimeProvider time)
    {
        this.table = table;
        var calendar = new HousekeepingCalendar(table);
        queues = CommitQueue.Stripes(group => new CommitGroup(table, heads, calendar, time, group).RunAsync());
    }

    /// <summary>
    /// Stores all edits or none. Repeating the call with the same operation id is always safe.
    /// </summary>
    /// <exception cref="RequestFailedException">Storage cannot be reached or refuses; whether the write took effect is open, and the same
    /// call may be repeated.</exception>
    /// <exception cref="StoreBusyException">Other instances won every race for the head.</exception>
    public Task<Committed> CommitAsync(
        Partition partition, Operation operation, IReadOnlyList<Edit> edits, CancellationToken cancellationToken) =>
        CommitAsync(partition, operation, edits, [], cancellationToken);

    /// <summary>
    /// As the other, with rows that are made of what they hold when the write is stored; nobody's write to them is a conflict.
    /// </summary>
    public async Task<Committed> CommitAsync(
        Partition partition, Operation operation, IReadOnlyList<Edit> edits, IReadOnlyList<Fold> folds, CancellationToken cancellationToken)
    {
        TransactionSize.Demand(edits, folds.Count);
        var commit = new WaitingCommit(partition, operation, edits, folds, cancellationToken);
        queues[(uint)partition.GetHashCode() % (uint)queues.Length].Add(commit);
        var committed = await commit.Answer.WaitAsync(cancellationToken);
        if (committed.Status == CommitStatus.Saved)
        {
            StoreTelemetry.Written(partition, edits.Count + folds.Count);
        }

        return committed;
    }

    public Task<StoredRow?> FindAsync(Partition partition, string rowKey, CancellationToken cancellationToken) =>
        table.FindAsync(partition.Key, rowKey, cancellationToken);

    /// <summary>The rows of a kind whose names lie from <paramref name="from"/> to <paramref name="to"/>, both inclusive and both optional.</summary>
    public IAsyncEnumerable<StoredRow> RowsAsync(
        Partition partition, RowKind kind, CancellationToken cancellationToken, string? from = null, string? to = null) =>
        table.RangeAsync(
            partition.Key,
            from is null ? kind.First : kind.Key(from),
            to is null ? kind.After : RowKeys.Next(kind.Key(to)),
            cancellationToken);

    /// <summary>
    /// The changes after a sequence, in order. The caller is told by <see cref="LogGapException"/> where the log no longer reaches back to
    /// it, and where it has never come so far: after a restore a reader may stand beyond its end.
    /// </summary>
    public IAsyncEnumerable<Change> ChangesAsync(Partition partition, long after, CancellationToken cancellationToken) =>
        ChangeRowsAsync(partition, after, cancellationToken).Select(row => ChangeCodec.Read(row.Sequence, row.Data));

    /// <summary>As <see cref="ChangesAsync"/>, as they are stored.</summary>
    internal async IAsyncEnumerable<StoredRow> ChangeRowsAsync(Partition partition, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The newest change is never deleted. So from where a reader stands there is always a row, its own or a later one, unless it stands beyond the end.
        var isThere = after == 0;
        await foreach (var row in table.RangeAsync(partition.Key, Change.KeyOf(after), Change.Kind.After, cancellationToken))
        {
            isThere = true;
            if (row.Sequence == after)
            {
                continue;
            }

            if (row.Sequence != after + 1 && ChangeCodec.Read(row.Sequence, row.Data).Follows != after)
            {
                throw new LogGapException(partition, after + 1, row.Sequence);
            }

            after = row.Sequence;
            yield return row;
        }

        if (!isThere)
        {
            throw new LogGapException(partition, after, 0);
        }
    }

    /// <summary>The change of that sequence; null where the log no longer reaches back to it.</summary>
    public async Task<Change?> FindChangeAsync(Partition partition, long sequence, CancellationToken cancellationToken) =>
        await table.FindAsync(partition.Key, Change.KeyOf(sequence), cancellationToken) is { } row
            ? ChangeCodec.Read(row.Sequence, row.Data)
            : null;

    /// <summary>The sequence of the partition's newest change, read from storage; 0 where nothing was ever written.</summary>
    public async Task<long> SequenceAsync(Partition partition, CancellationToken cancellationToken)
    {
        var head = await CommitGroup.ReadHeadAsync(table, partition, cancellationToken);
        heads.Saw(partition, head);
        return head.Sequence;
    }

    /// <summary>Whether an operation of this id was stored, and its receipt is still there: then a commit of it is a repeat.</summary>
    public async Task<bool> HasStoredAsync(Partition partition, Operation operation, CancellationToken cancellationToken) =>
        await FindAsync(partition, StoredReceipt.KeyOf(operation.Id), cancellationToken) is not null;

    /// <summary>
    /// The newest sequence whose writer was told by this instance that it is stored; 0 where it knows of none. Storage is not asked.
    /// </summary>
    public long ToldSequence(Partition partition) => heads.Told(partition);

    /// <summary>
    /// Before somebody is told that a job is done: from now on readers here wait for what it wrote (<see cref="Operation.IsOfJob"/>).
    /// </summary>
    public void Tell(Partition partition) => heads.Tell(partition, heads.Find(partition)?.Sequence ?? 0);
}

/// <summary>The log no longer reaches back to where a reader stands, or has never come so far; the reader has to start from the rows.</summary>
public sealed class LogGapException(Partition partition, long expected, long found)
    : Exception($"The log of {partition} goes on at {found} where {expected} was expected.");

internal sealed record ReceiptData(
    [property: JsonPropertyName("s")] long Sequence,
    [property: JsonPropertyName("n")] byte[]? Note)
{
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this);

    public static ReceiptData Read(StoredRow row) => JsonSerializer.Deserialize<ReceiptData>(row.Data.Span)!;
}
