using ServerlessContacts.Store.Rows;
using ServerlessContacts.Sync.Merging;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Links;

public enum LinkState
{
    /// <summary>A create was or is about to be sent; until its answer is known, the item may be there or not.</summary>
    Creating,

    /// <summary>Both sides are there and are kept in step.</summary>
    Linked,

    /// <summary>One side is gone and the other was kept; should the one that is gone come back, or the other be edited, they go on together.</summary>
    Kept,

    /// <summary>The sides live on by themselves and are never linked again.</summary>
    Unlinked,

    /// <summary>The item left the groups that the member chose; when it comes back into one, both go on together.</summary>
    Aside,

    /// <summary>Both sides are gone. The link stays as the tombstone that says who deleted it, when and why.</summary>
    Deleted,

    /// <summary>The person was erased here. Nothing is kept but this mark, under the names that follow from the item's id, so that the item is known and passed over.</summary>
    Erased,
}

/// <summary>Which side of a link.</summary>
public enum Side
{
    Here,
    There,
}

/// <summary>Why a side is no more: <see cref="By"/> is an actor of the log, or <c>provider</c>.</summary>
public sealed record Tombstone(Side Side, string By, DateTimeOffset At, string Why);

/// <summary>What a connection knows of one contact of ours and the provider's item that is the same person.</summary>
public sealed record Link
{
    public static RowKind Kind { get; } = new('l', "link", PartitionKind.Member) { Trace = Traces.Links };

    /// <summary>The unique part of the contact's id; with the connection it names the link.</summary>
    public required string Contact { get; init; }

    public required LinkState State { get; init; }

    /// <summary>Which side had the person first.</summary>
    public required Side Born { get; init; }

    /// <summary>The item as the provider sent it last, or as it was when it went; null while it is being created for the first time.</summary>
    public ProviderItem? Item { get; init; }

    /// <summary>What both sides said when they last agreed.</summary>
    public Agreement Agreed { get; init; } = Agreement.None;

    /// <summary>Counts the creates, so that each attempt has a key of its own.</summary>
    public int Creates { get; init; }

    /// <summary>When the create whose answer is unknown was sent.</summary>
    public DateTimeOffset? CreateSent { get; init; }

    /// <summary>The earlier connection of the account that sent it; null for this one.</summary>
    public string? SentBy { get; init; }

    /// <summary>When we last wrote the item.</summary>
    public DateTimeOffset? Written { get; init; }

    /// <summary>
    /// The picture that was looked at last, by the item's <see cref="ProviderItem.PhotoTag"/>, <c>none</c> where there was none; where
    /// items do not tell of theirs, by its hash.
    /// </summary>
    public string? PhotoSeen { get; init; }

    /// <summary>
    /// When the full listing began that left the item out, which could not be found otherwise either; null where it was met since.
    /// </summary>
    public DateTimeOffset? Missed { get; init; }

    /// <summary>The last renames of groups that relabelled both sides, by their number in the state of the sync.</summary>
    public int Renamed { get; init; }

    /// <summary>The values of the item that cannot be kept here, by their paths; they stay at the provider.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    public Tombstone? Tombstone { get; init; }

    /// <summary>The latest turns of the item's state, for telling a third party that turns it back.</summary>
    public IReadOnlyList<Turn> Turns { get; init; } = [];

    /// <summary>Both sides are there, and this is the item.</summary>
    public Link Met(ProviderItem item) =>
        this with { State = LinkState.Linked, Item = item, CreateSent = null, SentBy = null, Missed = null, Tombstone = null };

    public bool IsGone(Side side) => State is LinkState.Deleted || (State is LinkState.Kept && Tombstone?.Side == side);
}

/// <summary>A state that one of the sides turned the item to.</summary>
/// <param name="Hash">Of what the item says.</param>
public readonly record struct Turn(Side By, string Hash, DateTimeOffset At);
