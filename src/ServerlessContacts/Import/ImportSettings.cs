using ServerlessContacts.Contacts;
using ServerlessContacts.Store;

namespace ServerlessContacts.Import;

/// <summary>How imports run; each may be set in the section <see cref="Section"/> of the configuration.</summary>
public sealed record ImportSettings
{
    public const string Section = "Import";

    /// <summary>
    /// How long one message is worked on before the rest is left to the next: well below the time-out of a function on any plan (5 min by default on Consumption).
    /// </summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>Rows that are written together: as many new contacts as a transaction holds.</summary>
    public int RowsPerChunk { get; init; } = StoreLimits.EditsPerTransaction;

    /// <summary>Transactions on their way at once, each in a shard of its own as far as there are shards.</summary>
    public int ChunksInFlight { get; init; } = 8;

    /// <summary>How long a tenant's other imports wait for one whose process has died.</summary>
    public TimeSpan LeaseTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a message waits that finds its own import held, as by a process that has died.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>A file up to this length, some thousands of rows, passes larger ones.</summary>
    public long SmallFileBytes { get; init; } = 256 * 1024;

    /// <summary>Small files that are worked on side by side; contacts are matched for one at a time.</summary>
    public int SmallFilesAtOnce { get; init; } = 8;

    /// <summary>How often an import of a large file looks whether small ones wait.</summary>
    public TimeSpan PassingInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long small files may hold up a large one before it goes on for <see cref="PassingInterval"/>.</summary>
    public TimeSpan SmallFilesTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the contacts that a turn has read for matching are kept in memory for the tenant's next turn.</summary>
    public TimeSpan BooksKept { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Contacts kept so, of all tenants together: some 150 bytes each.</summary>
    public int ContactsKept { get; init; } = 500_000;

    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>An unfinished import that was silent for so long has lost its message.</summary>
    public TimeSpan StuckAfter { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Runs that may begin at one place of a file; a message alone has five before it is poison.</summary>
    public int MostAttempts { get; init; } = 12;

    /// <summary>The share that an import may delete unasked, of the contacts that it may delete.</summary>
    public double BrakeShare { get; init; } = Brake.Default.Share;

    /// <summary>The number below which no share is too much.</summary>
    public int BrakeAtLeast { get; init; } = Brake.Default.AtLeast;

    public Brake Brake => new(BrakeShare, BrakeAtLeast);

    /// <summary>How long after it was dropped a file is still looked for. Events that are lost are lost within minutes.</summary>
    public TimeSpan SweepWindow { get; init; } = TimeSpan.FromDays(3);
}
