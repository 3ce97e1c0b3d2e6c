using ServerlessContacts.Store.Rows;

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
