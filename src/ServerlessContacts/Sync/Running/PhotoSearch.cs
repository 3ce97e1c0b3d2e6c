using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Sync.Links;

namespace ServerlessContacts.Sync.Running;

/// <summary>
/// After a full listing of items that do not tell of their pictures: the linked contacts without one, in the order of their ids. Some are
/// read ahead, so that the partition is gone through once.
/// </summary>
internal sealed class PhotoSearch(SyncSession session)
{
    private const int ReadAtOnce = 500;

    private readonly Queue<LinkedContact> ahead = new();

    /// <summary>Up to which contact was read and handed out; null where nothing was read.</summary>
    private string? readTo;
    private string? at;
    private bool isRead;

    /// <summary>The next ones after the contact; none where there are no more.</summary>
    public async Task<IReadOnlyList<LinkedContact>> AfterAsync(string contact, int most, CancellationToken cancellationToken)
    {
        if (!string.Equals(at, contact, StringComparison.Ordinal))
        {
            // Another process came so far, or a step was undone.
            ahead.Clear();
            (readTo, isRead) = (contact, false);
        }

        while (ahead.Count == 0 && !isRead)
        {
            await ReadAsync(cancellationToken);
        }

        var next = new List<LinkedContact>();
        while (next.Count < most && ahead.TryDequeue(out var found))
        {
            next.Add(found);
        }

        at = next.Count > 0 ? next[^1].Unique : null;
        return next;
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var from = readTo!;
        var contacts = await session.Contacts.AllAsync(session.Partition, cancellationToken, from)
            .Where(contact => !string.Equals(contact.Id.Unique, from, StringComparison.Ordinal)).Take(ReadAtOnce)
                .ToListAsync(cancellationToken);
        isRead = contacts.Count < ReadAtOnce;
        if (contacts.Count == 0)
        {
            return;
        }

        readTo = contacts[^1].Id.Unique;
        var links = await session.Links.BetweenAsync(contacts[0].Id.Unique, readTo, cancellationToken)
            .ToDictionaryAsync(stored => stored.Link.Contact, StringComparer.Ordinal, cancellationToken: cancellationToken);
        foreach (var contact in contacts)
        {
            if (links.TryGetValue(contact.Id.Unique, out var stored) && !IsNew(stored.Link)
                && new LinkedContact(contact.Id.Unique, stored, contact) is { WantsPhoto: true } found)
            {
                ahead.Enqueue(found);
            }
        }
    }

    /// <summary>Whether this run made the item, without a picture.</summary>
    private bool IsNew(Link link) => link is { Creates: > 0, Written: { } written } && written >= session.Writer.State.LastPullBegan;
}

/// <summary>A link and its contact as they were read.</summary>
/// <param name="Stored">Null where the link is no more.</param>
/// <param name="Contact">Null where the contact is no more.</param>
internal sealed record LinkedContact(string Unique, StoredLink? Stored, StoredContact? Contact)
{
    public bool WantsPhoto => Stored is { Link: { State: LinkState.Linked, Item: not null } } && Contact is { Record.Contact.Photo: null };
}
