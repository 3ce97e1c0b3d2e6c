namespace ServerlessContacts.Erasure;

public enum ErasureStatus
{
    Queued,
    Running,
    Done,
}

/// <summary>
/// The erasure of one person as callers see it, and what stays of it: when, by whom, and how much, without a word about the person. The ids name nobody any more; they stay so that the
/// erasure can be repeated after a backup was restored.
/// </summary>
public sealed record ErasureRecord
{
    /// <summary>20 characters of <c>[0-9a-f]</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The actor who asked for it.</summary>
    public required string By { get; init; }

    public required DateTimeOffset Requested { get; init; }

    public DateTimeOffset? Started { get; init; }

    public DateTimeOffset? Finished { get; init; }

    public ErasureStatus Status { get; init; }

    /// <summary>Whether it only finds and counts.</summary>
    public bool DryRun { get; init; }

    /// <summary>The member who left and is erased, by their id; null where contacts were named.</summary>
    public string? Member { get; init; }

    /// <summary>The contacts that are the person, by their ids; none where a member was named.</summary>
    public required IReadOnlyList<string> Contacts { get; init; }

    /// <summary>Contacts that stay and seem to be the same person: they have an address, a number or the whole name of one that goes.</summary>
    public IReadOnlyList<string> Alike { get; init; } = [];

    /// <summary>How many of each of <see cref="Traces"/> went, or would go. After a crash what had gone before it may not be counted.</summary>
    public IReadOnlyDictionary<string, int> Counts { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);
}

/// <summary>Kinds of what is left of a person, as counts name them.</summary>
public static class Traces
{
    public const string Contacts = "contacts";

    /// <summary>Changes in the log that hold an earlier state.</summary>
    public const string Changes = "changes";

    /// <summary>What connections knew of the person and the provider's item.</summary>
    public const string Links = "links";

    /// <summary>A member's accounts at providers.</summary>
    public const string Connections = "connections";

    /// <summary>What syncs had laid aside, asked or listed.</summary>
    public const string SyncItems = "syncItems";
    public const string Interactions = "interactions";
    public const string Favorites = "favorites";

    /// <summary>Reserved e-mail addresses and counts of calls.</summary>
    public const string Marks = "marks";

    /// <summary>Records of imports and open uploads whose file is named after the person.</summary>
    public const string Imports = "imports";

    /// <summary>Sources, plans, reports and rejected rows.</summary>
    public const string Files = "files";
    public const string Photos = "photos";
    public const string Snapshots = "snapshots";

    public static IReadOnlyList<string> All { get; } =
        [Contacts, Changes, Connections, Links, SyncItems, Interactions, Favorites, Marks, Imports, Files, Photos, Snapshots];
}
