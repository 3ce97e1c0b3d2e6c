using ServerlessContacts.Store.Log;
using ServerlessContacts.Sync.Links;

namespace ServerlessContacts.Sync.Running;

/// <summary>
/// The contacts for which a create was sent whose answer is not stored. They are looked after before anything else: an item that came of such a create must not be taken for
/// somebody new.
/// </summary>
internal sealed class PendingCreates(OwnerRows rows, string connection)
{
    public async Task<IReadOnlyList<string>> AllAsync(CancellationToken cancellationToken) =>
        await rows.RangeAsync(Parked.Kind, $"{connection}~+", $"{connection}~+~", cancellationToken)
            .Select(row => LinkJson.Read<string>(row.Data)).ToListAsync(cancellationToken);

    public async Task<IReadOnlyList<Edit>> BeginAsync(string contact, CancellationToken cancellationToken) =>
        await rows.FindAsync(KeyOf(contact), cancellationToken) is null ? [new Edit(KeyOf(contact), null, LinkJson.Write(contact)) { IsLogged = false }] : [];

    public async Task<IReadOnlyList<Edit>> EndAsync(string contact, CancellationToken cancellationToken) =>
        await rows.FindAsync(KeyOf(contact), cancellationToken) is { } row ? [new Edit(row.RowKey, row, null) { IsLogged = false }] : [];

    /// <summary>Beside the parked ones, and never mistaken for one: ids of contacts begin with a letter or digit.</summary>
    private string KeyOf(string contact) => Parked.Kind.Key($"{connection}~+{contact}");
}
