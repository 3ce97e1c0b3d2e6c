using System.Text.Json;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Upkeep;

namespace ServerlessContacts.Erasure;

/// <summary>Finds out by what a person can be known: from their contacts as they are, as they were deleted, and as they were at every change that the log still holds.</summary>
public sealed class PersonGatherer(Journal journal, ContactStore contacts)
{
    internal async Task<(PersonMarks Marks, int Contacts)> GatherAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        var (marks, found) = (new PersonMarks(), 0);
        foreach (var id in subject.Contacts)
        {
            var now = await contacts.FindAsync(subject.Tenant, id, cancellationToken);
            var deleted = await contacts.FindDeletedAsync(subject.Tenant, id, cancellationToken);
            found += now is null && deleted is null ? 0 : 1;
            marks = new[] { now, deleted }.OfType<StoredContact>().Aggregate(marks, (all, contact) => all.And(PersonMarks.Of(contact.Record)));
        }

        foreach (var partition in subject.Contacts.Select(id => Partition.Of(subject.Tenant, id)).Distinct())
        {
            marks = await FollowAsync(subject, partition, marks, cancellationToken);
        }

        foreach (var import in marks.Imports)
        {
            marks = await SourceAsync(subject.Tenant, import, cancellationToken) is { } source ? marks.And(new PersonMarks { Sources = [source] }) : marks;
        }

        return (marks, found);
    }

    private async Task<string?> SourceAsync(TenantId tenant, string import, CancellationToken cancellationToken)
    {
        if (await journal.FindAsync(Partition.Imports(tenant), RowKeys.Of(RowKeys.Import, import), cancellationToken) is not { } row)
        {
            return null;
        }

        using var json = JsonDocument.Parse(row.Data);
        var blob = json.RootElement.GetProperty("blob");
        return $"{blob.GetProperty("container").GetString()}/{blob.GetProperty("path").GetString()}";
    }

    private async Task<PersonMarks> FollowAsync(ErasureSubject subject, Partition partition, PersonMarks marks, CancellationToken cancellationToken)
    {
        var start = await LogStart.ReadAsync(journal, partition, cancellationToken);
        await foreach (var change in journal.ChangesAsync(partition, start.Through, cancellationToken))
        {
            foreach (var contact in ContactChange.Of(partition, change).Where(contact => subject.Ids.Contains(contact.Id.ToString())))
            {
                marks = new[] { contact.Before, contact.After }.OfType<ContactRecord>().Aggregate(marks, (all, record) => all.And(PersonMarks.Of(record)));
                marks = PersonMarks.ImportOf(change.Source) is { } import ? marks.And(new PersonMarks { Imports = [import] }) : marks;
            }
        }

        return marks;
    }
}
