using ServerlessContacts.Contacts;
using ServerlessContacts.Import.Registering;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Import.Running;

/// <summary>Reads the contacts that rows were matched to: one by one, or in one go where an import made them side by side, as when a file is dropped again.</summary>
internal sealed class StoredContacts(Journal journal, ContactStore contacts, TenantId tenant) : IDisposable
{
    /// <summary>Point reads at once, of all chunks together.</summary>
    private const int AtOnce = 16;

    /// <summary>A range is read rather than points when at least one row in so many is wanted.</summary>
    private const int Sparse = 4;

    private const int FewestForRange = 4;

    private readonly SemaphoreSlim turns = new(AtOnce, AtOnce);

    public async Task<Dictionary<ContactId, StoredContact>> FindAsync(IEnumerable<ContactId> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<ContactId, StoredContact>();
        foreach (var wanted in ids.GroupBy(id => id.Place, StringComparer.Ordinal))
        {
            var sorted = wanted.OrderBy(id => id.Unique, StringComparer.Ordinal).ToList();
            foreach (var contact in IsDense(sorted) ? await RangeAsync(sorted, cancellationToken) : await PointsAsync(sorted, id => FindAsync(id, cancellationToken), cancellationToken))
            {
                found[contact.Id] = contact;
            }
        }

        return found;
    }

    public Task<StoredContact?> FindAsync(ContactId id, CancellationToken cancellationToken) => contacts.FindAsync(tenant, id, cancellationToken);

    /// <summary>Those of the contacts that were deleted and can be restored.</summary>
    public async Task<Dictionary<ContactId, StoredContact>> FindDeletedAsync(IEnumerable<ContactId> ids, CancellationToken cancellationToken) =>
        (await PointsAsync(ids, id => contacts.FindDeletedAsync(tenant, id, cancellationToken), cancellationToken)).ToDictionary(contact => contact.Id);

    public void Dispose() => turns.Dispose();

    /// <summary>Contacts of one import are numbered by lines, so the distance between two says how many may lie between.</summary>
    private static bool IsDense(List<ContactId> sorted) =>
        sorted.Count >= FewestForRange
        && Line(sorted[0].Unique, sorted[0].Unique) is { } first && Line(sorted[0].Unique, sorted[^1].Unique) is { } last
        && last - first < sorted.Count * (long)Sparse;

    private static int? Line(string first, string unique) =>
        first.Length > ImportId.Length ? ImportId.LineOf(first[..ImportId.Length], unique) : null;

    private async Task<List<StoredContact>> RangeAsync(List<ContactId> sorted, CancellationToken cancellationToken)
    {
        var partition = Partition.Of(tenant, sorted[0]);
        var wanted = sorted.ToHashSet();
        return await journal.RowsAsync(partition, StoredContact.Kind, cancellationToken, sorted[0].Unique, sorted[^1].Unique)
            .Select(row => new StoredContact(ContactChange.IdOf(partition, row.RowKey), ContactJson.Read(row.Data.Span), row))
            .Where(contact => wanted.Contains(contact.Id))
            .ToListAsync(cancellationToken);
    }

    private async Task<IEnumerable<StoredContact>> PointsAsync(IEnumerable<ContactId> ids, Func<ContactId, Task<StoredContact?>> find, CancellationToken cancellationToken) =>
        (await Task.WhenAll(ids.Select(id => PointAsync(id, find, cancellationToken)))).OfType<StoredContact>();

    private async Task<StoredContact?> PointAsync(ContactId id, Func<ContactId, Task<StoredContact?>> find, CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken);
        try
        {
            return await find(id);
        }
        finally
        {
            turns.Release();
        }
    }
}
