using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;

namespace ServerlessContacts.Editing;

/// <summary>One page of what can be restored, in the order of ids.</summary>
public sealed record DeletedPage(IReadOnlyList<StoredContact> Items, int Total, ContactId? Last);

/// <summary>What a caller can restore: their own contacts, and the shared ones if they may delete those.</summary>
public sealed class DeletedContacts(ContactStore contacts)
{
    /// <summary>The contacts behind <paramref name="after"/>, which itself may have been restored since it was shown.</summary>
    public async Task<DeletedPage> PageAsync(EditContext context, ContactId? after, int pageSize, CancellationToken cancellationToken)
    {
        var (total, passed) = (0, after is null);
        var page = new List<StoredContact>();
        foreach (var partition in context.Scope.Partitions.Where(partition => MayRestore(context, partition)))
        {
            var last = partition.Place == after?.Place ? after.Unique : null;
            await foreach (var contact in contacts.DeletedAsync(partition, cancellationToken))
            {
                total++;
                passed |= last is not null && string.CompareOrdinal(contact.Id.Unique, last) > 0;
                if (passed && page.Count <= pageSize)
                {
                    page.Add(contact);
                }
            }

            passed |= last is not null;
        }

        var items = page.Take(pageSize).ToList();
        return new DeletedPage(items, total, page.Count > pageSize ? items[^1].Id : null);
    }

    private static bool MayRestore(EditContext context, Partition partition) =>
        !partition.IsDirectory && ContactId.TryParse($"{partition.Place}-any", out var any) && ContactRights.RefuseDelete(context.Caller, any) is null;
}
