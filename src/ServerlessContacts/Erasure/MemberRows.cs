using System.Text.Json;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Erasure;

/// <summary>What the rows of a member's partition are, and which rows elsewhere are the member's. Pure.</summary>
internal static class MemberRows
{
    /// <summary>
    /// What has to go first, in this order and through the journal: without its state a sync that is under way can write no more, and whoever keeps contacts, stars and counts in memory
    /// forgets them by the log. All else goes with the partition.
    /// </summary>
    public static IReadOnlyList<char> Followed { get; } = [RowKeys.SyncState, RowKeys.Connection, RowKeys.Contact, RowKeys.Favorite, RowKeys.Activity];

    /// <summary>The kinds that <see cref="TraceOf"/> counts.</summary>
    public static IReadOnlyList<char> Counted { get; } =
    [
        RowKeys.Connection, RowKeys.Favorite, RowKeys.Activity, RowKeys.Interaction, RowKeys.Link, RowKeys.Parked, RowKeys.Removal, RowKeys.Review, RowKeys.SyncRun,
    ];

    /// <summary>As what the row counts; null for one of which nobody asks, and for contacts, which are counted by themselves.</summary>
    public static string? TraceOf(string rowKey) => rowKey[0] switch
    {
        RowKeys.Connection => rowKey.LastIndexOf('~') == 1 ? Traces.Connections : null,
        RowKeys.Favorite => Traces.Favorites,
        RowKeys.Activity => Traces.Marks,
        RowKeys.Interaction => Traces.Interactions,
        RowKeys.Link => Traces.Links,
        RowKeys.Parked or RowKeys.Removal or RowKeys.Review or RowKeys.SyncRun => Traces.SyncItems,
        _ => null,
    };

    /// <summary>The log needs its changes and their receipts.</summary>
    public static bool IsSkeleton(string rowKey) => rowKey.Length < 3 || rowKey[0] is RowKeys.Change or RowKeys.Receipt;

    /// <summary>Whether a receipt's note is the key of a call, which says with whom it was and when.</summary>
    public static bool IsCall(ReadOnlyMemory<byte> note) => note.Span.StartsWith("i~"u8);

    /// <summary>Of a contact that it is gone; of all else nothing, but for what tells that it is gone.</summary>
    public static ChangedRow? Redacted(ChangedRow row) => row.IsErased ? row : row.RowKey[0] == RowKeys.Contact ? row.Erased : null;

    /// <summary>Whether an import, or an upload that is open, goes into the member's own contacts.</summary>
    public static bool IsInto(ReadOnlyMemory<byte> data, MemberId member)
    {
        using var json = JsonDocument.Parse(data);
        return json.RootElement.TryGetProperty("options", out var options) && options.TryGetProperty("owner", out var owner)
            && string.Equals(owner.GetString(), member.Value, StringComparison.Ordinal);
    }
}
