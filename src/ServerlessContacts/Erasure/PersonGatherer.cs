using System.Runtime.CompilerServices;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Erasure;

/// <summary>
/// Finds out by what a person can be known: from their contacts as they are, as they were deleted, and as they were at every change that
/// the log still holds; and from the rooms. Of a member's own contacts, who are other people, it is only learned which pictures go with
/// them: the same people may be contacts of others, and these stay.
/// </summary>
public sealed class PersonGatherer(Journal journal, ContactStore contacts, RowCatalog catalog)
{
    /// <summary>As many as one row holds; those beyond are deleted like all that no contact names any more.</summary>
    private const int MostPhotos = 5_000;

    internal async Task<(PersonMarks Marks, int Contacts)> GatherAsync(StoredErasure erasure, CancellationToken cancellationToken)
    {
        var person = erasure.Person();
        var (marks, found) = person.Own is { } own
            ? await PicturesAsync(own, cancellationToken)
            : await ContactsAsync(person, cancellationToken);
        person = (erasure with { Marks = marks }).Person();
        foreach (var room in catalog.Rooms)
        {
            marks = marks.And(await room.Erasure.MarksAsync(person, cancellationToken));
        }

        return (marks, found);
    }

    private async Task<(PersonMarks Marks, int Contacts)> ContactsAsync(ErasedPerson person, CancellationToken cancellationToken)
    {
        var (marks, found) = (new PersonMarks(), 0);
        foreach (var id in person.Contacts)
        {
            var now = await contacts.FindAsync(person.Tenant, id, cancellationToken);
            var deleted = await contacts.FindDeletedAsync(person.Tenant, id, cancellationToken);
            found += now is null && deleted is null ? 0 : 1;
            marks = new[] { now, deleted }.OfType<StoredContact>().Aggregate(marks, (all, contact) => all.And(PersonMarks.Of(contact.Record)));
        }

        foreach (var partition in person.Contacts.Select(id => Partition.Of(person.Tenant, id)).Distinct())
        {
            marks = await FollowAsync(person, partition, marks, cancellationToken);
        }

        return (marks, found);
    }

    private async Task<PersonMarks> FollowAsync(
        ErasedPerson person, Partition partition, PersonMarks marks, CancellationToken cancellationToken)
    {
        await foreach (var change in ChangesAsync(partition, cancellationToken))
        {
            foreach (var contact in ContactChange.Of(partition, change).Where(contact => person.Ids.Contains(contact.Id.ToString())))
            {
                marks = new[] { contact.Before, contact.After }.OfType<ContactRecord>()
                    .Aggregate(marks, (all, record) => all.And(PersonMarks.Of(record)));
                marks = PersonMarks.ImportOf(change.Source) is { } import ? marks.And(new PersonMarks { Imports = [import] }) : marks;
            }
        }

        return marks;
    }

    private async Task<(PersonMarks Marks, int Contacts)> PicturesAsync(Partition own, CancellationToken cancellationToken)
    {
        var (photos, found) = (new HashSet<string>(StringComparer.Ordinal), 0);
        await foreach (var contact in contacts.AllAsync(own, cancellationToken).Concat(contacts.DeletedAsync(own, cancellationToken)))
        {
            found++;
            See(photos, contact.Record);
        }

        await foreach (var change in ChangesAsync(own, cancellationToken))
        {
            foreach (var contact in ContactChange.Of(own, change))
            {
                See(photos, contact.Before, contact.After);
            }
        }

        return (new PersonMarks { Photos = [.. photos.Take(MostPhotos)] }, found);
    }

    private static void See(HashSet<string> photos, params ReadOnlySpan<ContactRecord?> states)
    {
        foreach (var state in states)
        {
            if (state?.Contact.Photo is { } photo)
            {
                photos.Add(photo);
            }
        }
    }

    private async IAsyncEnumerable<Change> ChangesAsync(Partition partition, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = await LogStart.ReadAsync(journal, partition, cancellationToken);
        await foreach (var change in journal.ChangesAsync(partition, start.Through, cancellationToken))
        {
            yield return change;
        }
    }
}
