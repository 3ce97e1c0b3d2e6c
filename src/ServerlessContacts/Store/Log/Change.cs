using System.Globalization;
using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Store.Log;

/// <summary>One transaction as the log keeps it. Sequences of a partition rise in commit order, and each change says which it follows, so that none can be missed unnoticed.</summary>
public sealed record Change(long Sequence, string Operation, string Actor, string Source, DateTimeOffset At, IReadOnlyList<ChangedRow> Rows)
{
    /// <summary>The log: its rows come in the order of their sequences, 19 digits each.</summary>
    public static RowKind Kind { get; } = new('z', "change", PartitionKind.Shared, PartitionKind.Member, PartitionKind.Directory);

    public static string KeyOf(long sequence) => string.Create(CultureInfo.InvariantCulture, $"{Kind.First}{sequence:D19}");

    /// <summary>The sequence before this one: the next lower number, but for the first change after a restore, which leaves out every number that was ever given.</summary>
    public long Follows { get; init; } = Sequence - 1;

    /// <summary>The keys of rows that were written with it and are in no log.</summary>
    public IReadOnlyList<string> Unlogged { get; init; } = [];
}

/// <summary>One row of a change, whole before and whole after; null where it did not exist or no longer does.</summary>
public sealed record ChangedRow(string RowKey, ReadOnlyMemory<byte>? Before, ReadOnlyMemory<byte>? After)
{
    /// <summary>Whose row it was has been erased: it was changed, it is gone, and nobody knows how it was.</summary>
    public bool IsErased => Before is null && After is null;

    public ChangedRow Erased => this with { Before = null, After = null };
}
