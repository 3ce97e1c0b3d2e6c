using System.Text.Json.Serialization;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Sync.Links;

/// <summary>What is still known of an item whose connection ended.</summary>
/// <param name="At">When the connection ended.</param>
/// <param name="Contact">The unique part of the id of the contact that it was linked with; null for a mark.</param>
public sealed record PastItem(DateTimeOffset At, string? Contact)
{
    public static RowKind Kind { get; } = new('m', "past item", PartitionKind.Member) { Trace = Traces.Links };

    /// <summary>Whether contact and item lived on by themselves, and shall again.</summary>
    public bool IsUnlinked { get; init; }

    /// <summary>The create that the connection had sent without learning of its answer; null for none.</summary>
    public OpenCreate? Create { get; init; }

    /// <summary>Whether the person was erased here: no connection brings the item in again. A mark is kept for good, as it tells nothing of the person.</summary>
    [JsonIgnore]
    public bool IsErased => Contact is null;

    /// <summary>The groups that the item was in when both sides agreed last, as items name them.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The last renames of groups that relabelled the contact, as <see cref="Link.Renamed"/>.</summary>
    public int Renamed { get; init; }

    internal PastItem Erased => new(At, null);
}

/// <summary>A create that may have made an item.</summary>
/// <param name="Connection">Whose key the item carries.</param>
/// <param name="Number">Of the attempt, as the key has it.</param>
public sealed record OpenCreate(string Connection, int Number, DateTimeOffset Sent);

/// <summary>
/// The row keys of what is known of an account. An item's is a hash over the random id of the connection that knew it and the item's own id, so that nobody
/// can tell which items an account had, or that two accounts have the same.
/// </summary>
public readonly record struct PastKeys(string Account)
{
    /// <summary>The connections of the account that ended, the latest last.</summary>
    public string Connections => PastItem.Kind.Key(Account);

    /// <param name="connection">The one that ended.</param>
    /// <param name="hash">As <see cref="LinkKeys.ContactOf"/> makes it.</param>
    public string Item(string connection, string hash) => PastItem.Kind.Key($"{Account}~{connection}~{hash}");

    /// <param name="key">What stays of the group.</param>
    public string Group(string key) => PastGroup.Kind.Key($"{Account}~{RowKeys.Hash(key)}");

    /// <summary>By the provider's own name for the account, which stays whatever connects it.</summary>
    public static PastKeys Of(string provider, string subject) => new(RowKeys.Hash($"{provider}\n{subject}"));
}
