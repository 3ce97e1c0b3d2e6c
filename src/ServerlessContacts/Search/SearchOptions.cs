namespace ServerlessContacts.Search;

public sealed record SearchOptions
{
    /// <summary>
    /// How old an answer may be beside the writes of other instances and of jobs that are not done; what this instance has told anybody to
    /// be written is in it at once. From half of it on the logs are read beside the answers.
    /// </summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How long a query that demands a version waits for it.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long to wait before looking again for a demanded version.</summary>
    public TimeSpan WaitStep { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// What the snapshots may take, by estimate; beyond it the least recently used go. Half of the smallest instance of Flex Consumption that
    /// holds 100,000 contacts comfortably (2,048 MB).
    /// </summary>
    public long MemoryBudget { get; init; } = 1024L * 1024 * 1024;

    /// <summary>A snapshot is made when so many changes are in none, and at least one for every <see cref="SnapshotShare"/> contacts: reading them takes about a second.</summary>
    public int SnapshotAfter { get; init; } = 2000;

    /// <inheritdoc cref="SnapshotAfter"/>
    public int SnapshotShare { get; init; } = 20;
}
