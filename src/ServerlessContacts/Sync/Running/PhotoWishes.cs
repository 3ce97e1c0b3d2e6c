using System.Globalization;
using System.Text.Json;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Links;

namespace ServerlessContacts.Sync.Running;

/// <summary>
/// The contacts for which a picture is to be asked: a row for each. Where a full listing ends, all are asked for anyway (<see
/// cref="PhotoSearch"/>).
/// </summary>
/// <param name="session">Of the run.</param>
/// <param name="put">The edit that makes a row so, from whatever it is now.</param>
internal sealed class PhotoWishes(SyncSession session, Func<string, byte[]?, CancellationToken, Task<IReadOnlyList<Edit>>> put)
{
    /// <summary>How often a picture is asked for that the provider fails at. The next change or full listing asks again.</summary>
    private const int MaxAttempts = 5;

    /// <summary>Of changed items that are kept in memory.</summary>
    private const int MaxChanged = 1000;

    private readonly Dictionary<string, int> attempts = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Contacts => attempts.Keys;

    /// <summary>How the keys of the rows begin. They lie beside the parked ones: ids of contacts begin with a letter or digit.</summary>
    public static string KeyOf(string connection, string contact) =>
        string.Create(CultureInfo.InvariantCulture, $"{Parked.Kind.First}{connection}~!{contact}");

    /// <summary>False for a row of another kind. One that was never tried holds the contact alone.</summary>
    public bool TryTake(StoredRow row)
    {
        if (!row.RowKey.StartsWith(Key(""), StringComparison.Ordinal))
        {
            return false;
        }

        var wish = LinkJson.Read<JsonElement>(row.Data);
        attempts[row.RowKey[Key("").Length..]] = wish.ValueKind == JsonValueKind.Number ? wish.GetInt32() : 0;
        return true;
    }

    /// <summary>
    /// Pictures come only towards here, and only where the contact has none: so they are looked for when the two are linked, when the
    /// provider tells of another and, where it tells of none, when the item changes.
    /// </summary>
    public async Task<IReadOnlyList<Edit>> WishAsync(Meeting meeting, Work work, CancellationToken cancellationToken)
    {
        if (meeting.Item is not { } item || meeting.Contact?.Record.Contact.Photo is not null)
        {
            return [];
        }

        var isFirst = work.Outcomes.Any(outcome => outcome is { Side: Side.Here, Kind: OutcomeKind.Added or OutcomeKind.Linked });
        if (!session.Traits.TellsOfPictures && !isFirst && IsToSearch(meeting) && session.Changed.Count < MaxChanged)
        {
            // Most changes are of something else, and cost no row.
            session.Changed[meeting.Unique] = item;
            return [];
        }

        var isWished = session.Traits.TellsOfPictures
            ? item.PhotoTag is { } tag && (isFirst || !string.Equals(tag, meeting.Link?.PhotoSeen, StringComparison.Ordinal))
            : isFirst ? !IsAllSearched : IsToSearch(meeting);
        return isWished ? await KeepAsync(meeting.Unique, cancellationToken) : [];
    }

    /// <summary>The edit that says that the contact wants a picture, where none says so yet.</summary>
    public async Task<IReadOnlyList<Edit>> KeepAsync(string contact, CancellationToken cancellationToken) =>
        attempts.TryAdd(contact, 0) ? await put(Key(contact), LinkJson.Write(contact), cancellationToken) : [];

    /// <summary>The edit that says that the contact wants no picture any more.</summary>
    public async Task<IReadOnlyList<Edit>> EndAsync(string contact, CancellationToken cancellationToken) =>
        attempts.Remove(contact) ? await put(Key(contact), null, cancellationToken) : [];

    /// <summary>The edit that counts an attempt, or gives up after so many.</summary>
    public async Task<IReadOnlyList<Edit>> RetryAsync(string contact, CancellationToken cancellationToken)
    {
        var made = attempts.GetValueOrDefault(contact) + 1;
        if (made >= MaxAttempts)
        {
            return await EndAsync(contact, cancellationToken);
        }

        attempts[contact] = made;
        return await put(Key(contact), LinkJson.Write(made), cancellationToken);
    }

    /// <summary>After a full listing all are asked for.</summary>
    private bool IsAllSearched => session.Writer.State is { IsFull: true } or { PhotosFrom: not null };

    private bool IsToSearch(Meeting meeting) =>
        !IsAllSearched && meeting.Link?.Item is { } known && !string.Equals(known.ETag, meeting.Item!.ETag, StringComparison.Ordinal);

    private string Key(string contact) => KeyOf(session.Connection, contact);
}
