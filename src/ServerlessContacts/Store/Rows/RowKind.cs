namespace ServerlessContacts.Store.Rows;

/// <summary>
/// A kind of row: a letter, <c>~</c>, and a name within the kind are the key of each. The rows of a kind are one range, from <see
/// cref="First"/> to <see cref="After"/>. A kind is declared beside the class that its rows store. No two kinds in one kind of partition
/// share a letter.
/// </summary>
/// <param name="letter">Stored in every key, so it never changes.</param>
/// <param name="name">What the documentation calls it.</param>
/// <param name="partitions">Where its rows lie.</param>
public sealed class RowKind(char letter, string name, params PartitionKind[] partitions)
{
    public string Name => name;

    public char Letter => letter;

    public IReadOnlyList<PartitionKind> Partitions => partitions;

    /// <summary>As what an erasure counts a row that goes with its person; null for one that nobody asks about.</summary>
    public string? Trace { get; init; }

    /// <summary>How a member's rows of the kind go when the member is erased.</summary>
    public RowDeparture Departure { get; init; }

    /// <summary>False for what is made anew after a restore. Rows of the whole service are in no backup either way.</summary>
    public bool IsBackedUp { get; init; } = true;

    /// <summary>The beginning of every key of the kind.</summary>
    public string First { get; } = $"{letter}~";

    /// <summary>A bound above every key of the kind. No control character, which a query may not hold.</summary>
    public string After { get; } = ((char)(letter + 1)).ToString();

    public string Key(string row) => First + row;

    public bool Holds(string rowKey) => rowKey.StartsWith(First, StringComparison.Ordinal);

    public override string ToString() => name;
}

/// <summary>How the rows of a kind go when their member is erased.</summary>
public enum RowDeparture
{
    /// <summary>With the partition, in no log.</summary>
    WithPartition,

    /// <summary>Before all others, through the log: without them, work that is under way can write no more.</summary>
    First,

    /// <summary>Through the log, so that those who keep them in memory forget them.</summary>
    Logged,
}
