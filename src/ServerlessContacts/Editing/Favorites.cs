using System.Text.Json;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Editing;

/// <summary>A member's stars: rows of the member's own partition, so that they cost nobody else anything.</summary>
public sealed class Favorites(Journal journal, TimeProvider time)
{
    public async Task AddAsync(TenantId tenant, MemberId member, ContactId contact, CancellationToken cancellationToken)
    {
        var partition = Partition.Member(tenant, member);
        if (await journal.FindAsync(partition, FavoriteRow.RowKey(contact), cancellationToken) is null)
        {
            var star = JsonSerializer.SerializeToUtf8Bytes(new { at = time.GetUtcNow() });
            await journal.CommitAsync(partition, Operation.New($"member:{member}"), [new Edit(FavoriteRow.RowKey(contact), null, star)], cancellationToken);
        }
    }

    public async Task RemoveAsync(TenantId tenant, MemberId member, ContactId contact, CancellationToken cancellationToken)
    {
        var partition = Partition.Member(tenant, member);
        if (await journal.FindAsync(partition, FavoriteRow.RowKey(contact), cancellationToken) is { } row)
        {
            await journal.CommitAsync(partition, Operation.New($"member:{member}"), [new Edit(row.RowKey, row, null)], cancellationToken);
        }
    }

    public async Task<IReadOnlySet<ContactId>> AllAsync(TenantId tenant, MemberId member, CancellationToken cancellationToken) =>
        await journal.RowsAsync(Partition.Member(tenant, member), FavoriteRow.Kind, cancellationToken)
            .Select(row => ContactId.TryParse(RowKeys.NameOf(row.RowKey), out var id) ? id : null)
            .OfType<ContactId>()
            .ToHashSetAsync(cancellationToken: cancellationToken);
}
