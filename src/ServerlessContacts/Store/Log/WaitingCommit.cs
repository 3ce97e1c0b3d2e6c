using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Store.Log;

/// <summary>A write that waits for its turn at its partition's head.</summary>
internal sealed class WaitingCommit(
    Partition partition, Operation operation, IReadOnlyList<Edit> edits, IReadOnlyList<Fold> folds, CancellationToken cancellationToken)
{
    // Whoever waits goes on in their own time, not in that of the writer who answers.
    private readonly TaskCompletionSource<Committed> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Partition Partition => partition;

    public Operation Operation => operation;

    public IReadOnlyList<Edit> Edits => edits;

    public IReadOnlyList<Fold> Folds => folds;

    public string ReceiptKey { get; } = StoredReceipt.KeyOf(operation.Id);

    public Task<Committed> Answer => answer.Task;

    public bool IsAnswered => answer.Task.IsCompleted;

    /// <summary>Its caller has gone before its turn came.</summary>
    public bool IsGivenUp => cancellationToken.IsCancellationRequested;

    /// <summary>All rows of the transaction but the head.</summary>
    public int Rows => edits.Count + folds.Count + StoreLimits.RowsOfTheLog - 1;

    public int WireBytes => edits.Sum(edit => edit.WireBytes + (edit.LoggedBytes / 3 * 4))
        + ((folds.Count + StoreLimits.RowsOfTheLog) * StoreLimits.WireBytesPerEntity);

    public void Saved(long sequence, IReadOnlyList<Azure.ETag> etags) =>
        answer.TrySetResult(Committed.Saved(sequence, operation.Note, etags));

    public void Repeated(StoredRow receipt)
    {
        var data = ReceiptData.Read(receipt);
        answer.TrySetResult(Committed.Repeated(data.Sequence, data.Note));
    }

    public void Conflict(string rowKey) => answer.TrySetResult(Committed.Conflict(rowKey));

    public void Fail(Exception exception) => answer.TrySetException(exception);

    public void GiveUp() => answer.TrySetCanceled(cancellationToken);
}
