using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Merging;

namespace ServerlessContacts.Sync.Running;

/// <summary>
/// After the last page of a full listing: what no page showed is laid aside to be weighed, and is asked for once more before it is taken for gone. What we wrote during the
/// provider's lag may be missing from the listing and is left for the next.
/// </summary>
internal sealed class SweepStage(SyncSession session, Desk desk)
{
    public async Task<SyncState> RunAsync(CancellationToken cancellationToken)
    {
        var pages = await session.Journal.RowsAsync(session.Partition, SeenItems.Kind, cancellationToken, $"{session.Connection}~", $"{session.Connection}~~").ToListAsync(cancellationToken);
        var seen = session.IsPreview ? session.Shown : Seen(pages);
        await foreach (var stored in session.Links.AllAsync(cancellationToken))
        {
            if (stored.Link.State == LinkState.Linked && !seen.Contains(stored.Link.Contact) && !IsRecent(stored.Link))
            {
                await desk.LayAsideAsync(new Removal(stored.Link.Contact, Side.Here, null, new Removals(1, 0, 0), "provider"), cancellationToken);
            }
        }

        foreach (var page in pages)
        {
            await session.Writer.AddAsync(new Work { Edits = [new Edit(page.RowKey, page, null) { IsLogged = false }] }, cancellationToken);
        }

        return session.Writer.State with { Stage = Stage.Push };
    }

    /// <summary>Pages of a listing that was given up are no witnesses.</summary>
    private SeenItems Seen(IEnumerable<StoredRow> pages)
    {
        var seen = new SeenItems();
        var listing = PullStage.ListingKey(session, session.Writer.State.LastPullBegan!.Value);
        foreach (var page in pages.Where(page => page.RowKey.StartsWith(listing, StringComparison.Ordinal)))
        {
            seen.Add(page.Data.Span);
        }

        return seen;
    }

    private bool IsRecent(Link link) => link.Written is { } written && written + session.Traits.Lag > session.Writer.State.LastPullBegan;
}
