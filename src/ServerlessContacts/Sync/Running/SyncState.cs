using ServerlessContacts.Store.Rows;
using ServerlessContacts.Sync.Merging;

namespace ServerlessContacts.Sync.Running;

/// <summary>Where a run is. Each stage ends before the next begins, so that deletions are weighed when all of them are known.</summary>
public enum Stage
{
    /// <summary>Nothing is under way.</summary>
    Idle,

    /// <summary>Pages of the provider's changes, or of everything it has.</summary>
    Pull,

    /// <summary>After a full listing: the links that no page showed.</summary>
    Sweep,

    /// <summary>What was changed here since the last run.</summary>
    Push,

    /// <summary>What all that would take away is weighed; a run that would take too much stops here.</summary>
    Weigh,

    /// <summary>What was weighed is carried out.</summary>
    Remove,

    Photos,
}

/// <summary>What the owner answers a run that stopped at <see cref="Stage.Weigh"/>.</summary>
public enum Decision
{
    None,
    Apply,
    Skip,
}

/// <summary>
/// How far a connection's sync has come, and who works on it. Each transaction of a run replaces it by entity tag: so whatever is stored is
/// stored together with the point from which the next run goes on, and a run that lost its lease can store nothing more.
/// </summary>
public sealed record SyncState
{
    public static RowKind Kind { get; } = new('y', "sync state", PartitionKind.Member) { Departure = RowDeparture.First };

    /// <summary>The process that works on the connection; null for none.</summary>
    public string? Holder { get; init; }

    public DateTimeOffset Until { get; init; }

    /// <summary>The run under way, or the last one.</summary>
    public string? Run { get; init; }

    public Stage Stage { get; init; }

    /// <summary>Whether the run goes on in a next message only because its time was up: nothing is open, and nothing was waited for.</summary>
    public bool IsHandedOver { get; init; }

    /// <summary>The contact at which the run failed last, by the unique part of its id; null where it failed elsewhere or went on.</summary>
    public string? StumbledAt { get; init; }

    /// <summary>How often in a row it failed there.</summary>
    public int Stumbles { get; init; }

    /// <summary>How many writes go in one call at first, after one that was not answered; null for as many as the provider takes.</summary>
    public int? Width { get; init; }

    /// <summary>The page that the pull goes on with; null at its beginning.</summary>
    public string? Cursor { get; init; }

    /// <summary>From where the next pull asks for changes; null where everything has to be listed.</summary>
    public string? Delta { get; init; }

    /// <summary>Whether the pull under way lists everything, so that what it does not show is gone.</summary>
    public bool IsFull { get; init; }

    /// <summary>The choice of groups that the last pull was begun with; another one has everything listed.</summary>
    public string? Choice { get; init; }

    /// <summary>Whether items may be new to the sync whose contacts were here long before: a first match looks through all of them.</summary>
    public bool IsFirstLook { get; init; }

    /// <summary>Whether the last run carried nothing out.</summary>
    public bool WasOneWay { get; init; }

    /// <summary>Whether links are still to be ended whose contacts were deleted while nothing was carried out.</summary>
    public bool HasUnmet { get; init; }

    /// <summary>Pages of the full listing that were handled.</summary>
    public int Pages { get; init; }

    /// <summary>When the pull under way began.</summary>
    public DateTimeOffset? PullBegan { get; init; }

    /// <summary>When the last pull that came to its end began.</summary>
    public DateTimeOffset? LastPullBegan { get; init; }

    /// <summary>When the last full listing began that came to its end.</summary>
    public DateTimeOffset? LastFull { get; init; }

    /// <summary>
    /// Since the last full listing, up to which contact pictures were asked for, by the unique part of its id; null where all of them
    /// were, or where items tell of theirs.
    /// </summary>
    public string? PhotosFrom { get; init; }

    /// <summary>Whether all contacts of the owner were looked at once; from then on the log tells which to look at.</summary>
    public bool IsScanned { get; init; }

    /// <summary>The unique part of the id of the last contact of that first look.</summary>
    public string? ScannedTo { get; init; }

    /// <summary>The sequence of the owner's log up to which changes were carried out.</summary>
    public long Position { get; init; }

    /// <summary>Links of which both sides are there.</summary>
    public int Linked { get; init; }

    /// <summary>Numbers the blocks of outcomes of the run under way.</summary>
    public int Blocks { get; init; }

    public Decision Decision { get; init; }

    public RunCounts Counts { get; init; } = new();

    /// <summary>Numbers the renames of groups, so that each member is relabelled once by each.</summary>
    public int Renames { get; init; }

    /// <summary>When the provider's list of groups first lacked so many that it was not believed; null where the last one was.</summary>
    public DateTimeOffset? GroupsLost { get; init; }

    /// <summary>When the owner resumed after a loop was suspected; what was before counts no more.</summary>
    public DateTimeOffset? Forgiven { get; init; }

    /// <summary>Runs in a row that failed; the wait before the next grows with it.</summary>
    public int Failures { get; init; }

    /// <summary>
    /// As whoever takes the run up goes on. One that was stopped among its writes, by a wait, a crash or another run, asks for changes
    /// again before it writes: what it last knew of an item may be old by now.
    /// </summary>
    public SyncState TakenUp(DateTimeOffset now) => IsHandedOver || Stage != Stage.Push
        ? this with { IsHandedOver = false }
        : this with { Stage = Stage.Pull, Cursor = null, IsFull = Delta is null, Pages = 0, PullBegan = now };
}

/// <summary>What a run did, on both sides.</summary>
public sealed record RunCounts
{
    public SideCounts Here { get; init; } = new(0, 0, 0);

    public SideCounts There { get; init; } = new(0, 0, 0);

    public int Conflicts { get; init; }

    public int Parked { get; init; }

    internal RunCounts With(Outcome outcome) => outcome.Kind switch
    {
        OutcomeKind.Parked => this with { Parked = Parked + 1 },
        OutcomeKind.Conflict => this with { Conflicts = Conflicts + 1 },
        _ when outcome.Side == Links.Side.Here => this with { Here = Here.With(outcome.Kind) },
        _ => this with { There = There.With(outcome.Kind) },
    };
}

public sealed record SideCounts(int Added, int Updated, int Deleted)
{
    internal SideCounts With(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Added => this with { Added = Added + 1 },
        OutcomeKind.Updated => this with { Updated = Updated + 1 },
        OutcomeKind.Deleted => this with { Deleted = Deleted + 1 },
        _ => this,
    };
}

public enum OutcomeKind
{
    Added,
    Updated,
    Deleted,

    /// <summary>An item and a contact that were both there were found to be the same person.</summary>
    Linked,
    Unlinked,

    /// <summary>One side was deleted and the other kept.</summary>
    Kept,

    /// <summary>Waits for the owner's decision.</summary>
    Review,

    /// <summary>Both sides changed one value.</summary>
    Conflict,

    /// <summary>Could not be handled and is tried again later.</summary>
    Parked,

    /// <summary>Values of the item break a rule here and stay at the provider; everything else of it is here.</summary>
    LeftOut,
}

/// <summary>What became, or in a preview would become, of one contact.</summary>
/// <param name="Contact">The contact's id.</param>
/// <param name="Name">What to call it in a list.</param>
/// <param name="Reason">A field, why it was parked, or what was left out; null where there is nothing to say.</param>
public sealed record Outcome(Links.Side Side, OutcomeKind Kind, string Contact, string Name, string? Reason = null)
{
    /// <summary>The provider's id of an item that was parked, by which its owner finds it there.</summary>
    public string? Item { get; init; }

    /// <summary>The values that were left out, the first of them.</summary>
    public IReadOnlyList<LeftOutValue>? Values { get; init; }
}

/// <summary>A value of an item that breaks a rule here.</summary>
/// <param name="Field">Its path among the item's own values, such as <c>phones[2].number</c>.</param>
/// <param name="Value">The value, shortened; null where it is a list.</param>
/// <param name="Message">What was expected, and what can be done.</param>
public sealed record LeftOutValue(string Field, string? Value, string Message);

/// <summary>Something that a run would take away, kept until all such are known and weighed.</summary>
/// <param name="Contact">The unique part of the contact's id.</param>
/// <param name="Side">Where it would be taken away.</param>
/// <param name="Item">The item as the provider sent it; null where the link's is meant.</param>
/// <param name="By">Who took it away on the other side.</param>
public sealed record Removal(string Contact, Links.Side Side, Providers.ProviderItem? Item, Removals What, string By)
{
    public static RowKind Kind { get; } = new('g', "removal", PartitionKind.Member) { Trace = Traces.SyncItems };

    /// <summary>
    /// Whether the provider said that the item is gone; otherwise a full listing left it out, or it was there when this was laid aside.
    /// </summary>
    public bool IsTold { get; init; }
}

/// <summary>Something that could not be handled, and when it is tried again.</summary>
/// <param name="Contact">The unique part of the id of the contact that it is or would become.</param>
public sealed record Parked(string Contact, Providers.ProviderItem? Item, string Reason, int Attempts, DateTimeOffset Next)
{
    public static RowKind Kind { get; } = new('d', "parked item", PartitionKind.Member) { Trace = Traces.SyncItems };

    internal static string KeyOf(string connection, string contact) => Parked.Kind.Key($"{connection}~{contact}");
}
