using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Erasure;

/// <summary>
/// Deletes a contact for good, whether it is there, deleted or only linked, with all that its owner's connections know of it, in one transaction. The log says that it is gone, and
/// nothing of what it was; whoever follows it forgets the contact by that.
/// </summary>
public sealed class ContactEraser(Journal journal, RowCatalog catalog)
{
    internal async Task EraseAsync(TenantId tenant, ContactId id, (string Erasure, string Actor) by, Tally tally, CancellationToken cancellationToken)
    {
        var partition = Partition.Of(tenant, id);
        for (var retry = Retry.OnConflict(partition); ; retry.Again())
        {
            var edits = await EditsAsync(partition, id, cancellationToken);
            if (edits.Count == 0)
            {
                return;
            }

            var operation = Operation.New(by.Actor) with { Source = $"erasure:{by.Erasure}" };
            if ((await journal.CommitAsync(partition, operation, edits, cancellationToken)).IsStored)
            {
                Count(partition, edits, tally);
                return;
            }
        }
    }

    private async Task<List<Edit>> EditsAsync(Partition partition, ContactId id, CancellationToken cancellationToken)
    {
        var edits = new List<Edit>();
        if (await journal.FindAsync(partition, ContactEdits.Key(id), cancellationToken) is { } row)
        {
            edits.Add(new Edit(row.RowKey, row, null) { IsErasure = true });
        }

        if (await journal.FindAsync(partition, ContactEdits.DeletedKey(id), cancellationToken) is { } deleted)
        {
            edits.Add(new Edit(deleted.RowKey, deleted, null) { IsLogged = false });
        }

        foreach (var room in catalog.Rooms)
        {
            edits.AddRange(await room.Erasure.EditsWithAsync(partition, id, cancellationToken));
        }

        return edits;
    }

    /// <summary>Marks that are new are nothing that was found.</summary>
    private void Count(Partition partition, IEnumerable<Edit> edits, Tally tally)
    {
        foreach (var edit in edits.Where(edit => edit.Before is not null))
        {
            tally.Count(catalog.TraceOf(partition.Kind, edit.RowKey));
        }
    }
}
