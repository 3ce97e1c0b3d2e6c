namespace ServerlessContacts.Store.Log;

/// <summary>One transaction as the log keeps it. Sequences of a partition have no gaps and rise in commit order.</summary>
public sealed record Change(long Sequence, string Operation, string Actor, string Source, DateTimeOffset At, IReadOnlyList<ChangedRow> Rows);

/// <summary>One row of a change, whole before and whole after; null where it did not exist or no longer does.</summary>
public sealed record ChangedRow(string RowKey, ReadOnlyMemory<byte>? Before, ReadOnlyMemory<byte>? After)
{
    /// <summary>Whose row it was has been erased: it was changed, it is gone, and nobody knows how it was.</summary>
    public bool IsErased => Before is null && After is null;

    public ChangedRow Erased => this with { Before = null, After = null };
}
