using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Search;

/// <summary>Where an index begins: with the tenant's snapshot if there is a good one, else with the rows.</summary>
internal sealed class IndexSource(Journal journal, TenantSnapshot? snapshot)
{
    private readonly IndexLoader rows = new(journal);

    public async Task<IndexMoment> LoadAsync(IReadOnlyList<Partition> partitions, CancellationToken cancellationToken) =>
        (snapshot is null ? null : await snapshot.LoadAsync(cancellationToken)) ?? await LoadRowsAsync(partitions, cancellationToken);

    /// <summary>From the rows, whatever a snapshot holds.</summary>
    public async Task<IndexMoment> LoadRowsAsync(IReadOnlyList<Partition> partitions, CancellationToken cancellationToken)
    {
        var moment = await rows.LoadAsync(partitions, cancellationToken);
        await NoteAsync(moment, moment.Index.Count, cancellationToken);
        return moment;
    }

    /// <summary>Tells how much there is that no snapshot holds.</summary>
    public Task NoteAsync(IndexMoment moment, int changes, CancellationToken cancellationToken) =>
        snapshot is null || changes == 0 ? Task.CompletedTask : snapshot.NoteAsync(moment, changes, cancellationToken);
}
