using ServerlessContacts.Contacts;

namespace ServerlessContacts.Search;

/// <summary>One tenant's snapshot as an index sees it: what to begin with, and whom to tell when it has fallen behind.</summary>
internal sealed class TenantSnapshot(TenantId tenant, SnapshotStore store, SearchOptions options)
{
    private int behind;

    public Task<IndexMoment?> LoadAsync(CancellationToken cancellationToken) => store.LoadAsync(tenant, cancellationToken);

    /// <summary>Counts what no snapshot holds, and asks for one where reading that takes longer than is worth it.</summary>
    public async Task NoteAsync(IndexMoment moment, int changes, CancellationToken cancellationToken)
    {
        behind += changes;
        if (behind >= Math.Max(options.SnapshotAfter, moment.Index.Count / options.SnapshotShare))
        {
            await store.Requests.AddAsync(tenant, cancellationToken);
            behind = 0;
        }
    }
}
