using System.Runtime.CompilerServices;
using ServerlessContacts.Contacts;
using ServerlessContacts.Contacts.Matching;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>
/// Finds for an item that is new the contact here that is the same person and is not linked yet: by an address or a number under a compatible name, never by name alone, and only
/// among the owner's own. All of them are looked through once, at the first listing; later only those made here since the last run.
/// </summary>
internal sealed class FirstMatch(SyncSession session)
{
    /// <summary>Which item found which contact: a page that has to be handled again finds the same.</summary>
    private readonly Dictionary<string, string> taken = new(StringComparer.Ordinal);

    private MatchIndex? index;

    /// <summary>The unique part of the contact's id, or null.</summary>
    public async Task<string?> FindAsync(ProviderItem item, CancellationToken cancellationToken)
    {
        var said = session.Views.There(item);
        var signature = NameSignature.Of(said);
        var keys = MatchKeys.Of(said, signature);
        if (keys.Values.Length == 0 || !session.Chosen.Includes(item))
        {
            return null;
        }

        index ??= await LoadAsync(cancellationToken);
        if (index.Find(keys, signature) is not { IsFound: true } match)
        {
            return null;
        }

        var unique = index.Contacts.IdOf(match.Number).Unique;
        return taken.TryGetValue(unique, out var taker)
            ? string.Equals(taker, item.Id, StringComparison.Ordinal) ? unique : null
            : await session.Links.FindAsync(unique, cancellationToken) is null or { Link.State: LinkState.Creating } && taken.TryAdd(unique, item.Id) ? unique : null;
    }

    /// <summary>False where another item of this run has the contact, or it is linked.</summary>
    public async Task<bool> TakeAsync(string unique, ProviderItem item, CancellationToken cancellationToken) =>
        await session.Links.FindAsync(unique, cancellationToken) is null or { Link.State: LinkState.Creating }
        && (taken.TryAdd(unique, item.Id) || string.Equals(taken[unique], item.Id, StringComparison.Ordinal));

    /// <summary>Whether an item of this run found the contact.</summary>
    public bool IsTaken(string unique) => taken.ContainsKey(unique);

    private async Task<MatchIndex> LoadAsync(CancellationToken cancellationToken)
    {
        var loaded = new MatchIndex();
        var contacts = session.Writer.State.IsFirstLook ? AllAsync(cancellationToken) : await RecentAsync(cancellationToken);
        await foreach (var (unique, contact) in contacts.Concat(PendingAsync(cancellationToken)))
        {
            var signature = NameSignature.Of(contact);
            loaded.Add(0, unique, MatchKeys.Of(contact, signature), signature);
        }

        return loaded;
    }

    private IAsyncEnumerable<(string Unique, Contact Contact)> AllAsync(CancellationToken cancellationToken) =>
        session.Contacts.AllAsync(session.Partition, cancellationToken).Select(stored => (stored.Id.Unique, stored.Record.Contact));

    /// <summary>An item may be the answer to a create that was lost, where listings do not show by which key it was made.</summary>
    private async IAsyncEnumerable<(string Unique, Contact Contact)> PendingAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var unique in await session.Pending.AllAsync(cancellationToken))
        {
            if (await session.FindAsync(unique, cancellationToken) is { } stored)
            {
                yield return (unique, stored.Record.Contact);
            }
        }
    }

    /// <summary>All, where the log no longer reaches back to the last run.</summary>
    private async Task<IAsyncEnumerable<(string Unique, Contact Contact)>> RecentAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await CreatedAsync(cancellationToken).ToListAsync(cancellationToken)).ToAsyncEnumerable();
        }
        catch (LogGapException)
        {
            return AllAsync(cancellationToken);
        }
    }

    private IAsyncEnumerable<(string Unique, Contact Contact)> CreatedAsync(CancellationToken cancellationToken) =>
        from change in session.Journal.ChangesAsync(session.Partition, session.Writer.State.Position, cancellationToken)
        where !string.Equals(change.Source, session.Source, StringComparison.Ordinal)
        from contact in ContactChange.Of(session.Partition, change).ToAsyncEnumerable()
        where contact.Kind == ChangeKind.Created
        select (contact.Id.Unique, contact.After!.Contact);
}
