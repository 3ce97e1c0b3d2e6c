using System.Runtime.CompilerServices;
using System.Text.Json;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Store.Upkeep;

namespace ServerlessContacts.Erasure;

/// <summary>
/// Finds out by what a member can be known: from their entry in the directory as it is and was. Of their own contacts, who are other people, it is only learned which pictures and files go with
/// them: the same people may be contacts of others, and these stay.
/// </summary>
public sealed class MemberGatherer(Journal journal, ITable table)
{
    /// <summary>As many as one row holds; those beyond are deleted like all that no contact names any more.</summary>
    private const int MostPhotos = 5_000;

    internal async Task<(PersonMarks Marks, int Contacts)> GatherAsync(
        ErasureSubject subject, Tally tally, CancellationToken cancellationToken)
    {
        var own = subject.Own!.Value;
        await CountAsync(own, tally, cancellationToken);
        var (photos, found) = await PhotosAsync(own, cancellationToken);
        var entry = await EntryAsync(subject, cancellationToken);
        return (entry.And(new PersonMarks { Photos = [.. photos.Take(MostPhotos)], Folders = await FoldersAsync(subject, cancellationToken) }), found);
    }

    /// <summary>Before anything is deleted: the end of a connection removes rows of its own beside the erasure.</summary>
    private async Task CountAsync(Partition own, Tally tally, CancellationToken cancellationToken)
    {
        foreach (var kind in MemberRows.Counted)
        {
            await foreach (var row in journal.RowsAsync(own, kind, cancellationToken))
            {
                tally.Count(MemberRows.TraceOf(row.RowKey));
            }
        }
    }

    private async Task<PersonMarks> EntryAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        var (partition, key) = (Partition.Directory(subject.Tenant), MemberRecord.RowKey(subject.Member!.Value));
        var marks = new PersonMarks();
        if (await journal.FindAsync(partition, key, cancellationToken) is { } row)
        {
            marks = PersonMarks.Of(DirectoryJson.Read<MemberRecord>(row));
        }

        await foreach (var change in ChangesAsync(partition, cancellationToken))
        {
            marks = change.Rows.Where(changed => changed.RowKey == key).SelectMany(changed => new[] { changed.Before, changed.After }).OfType<ReadOnlyMemory<byte>>()
                .Aggregate(marks, (all, state) => all.And(PersonMarks.Of(DirectoryJson.Read<MemberRecord>(state))));
        }

        return marks;
    }

    private async Task<(HashSet<string> Photos, int Contacts)> PhotosAsync(Partition own, CancellationToken cancellationToken)
    {
        var (photos, found) = (new HashSet<string>(StringComparer.Ordinal), 0);
        foreach (var kind in new[] { RowKeys.Contact, RowKeys.DeletedContact })
        {
            await foreach (var row in journal.RowsAsync(own, kind, cancellationToken))
            {
                found++;
                See(photos, ContactJson.Read(row.Data.Span));
            }
        }

        await foreach (var change in ChangesAsync(own, cancellationToken))
        {
            foreach (var contact in ContactChange.Of(own, change))
            {
                See(photos, contact.Before, contact.After);
            }
        }

        return (photos, found);
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

    /// <summary>Of imports and open uploads into the member's own contacts: the file that was sent, what lies beside it, and what the import said.</summary>
    private async Task<IReadOnlyList<string>> FoldersAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        var folders = new List<string>();
        await foreach (var row in journal.RowsAsync(Partition.Imports(subject.Tenant), RowKeys.Import, cancellationToken))
        {
            if (MemberRows.IsInto(row.Data, subject.Member!.Value))
            {
                using var json = JsonDocument.Parse(row.Data);
                folders.Add($"{subject.Tenant}/{RowKeys.NameOf(row.RowKey)}/");
                folders.Add(json.RootElement.GetProperty("blob").GetProperty("path").GetString()!);
            }
        }

        var tickets = RowKeys.Of(RowKeys.UploadTicket, $"{subject.Tenant}~");
        await foreach (var ticket in table.RangeAsync(RowEraser.Uploads, tickets, tickets + '~', cancellationToken))
        {
            if (MemberRows.IsInto(ticket.Data, subject.Member!.Value))
            {
                folders.Add($"{subject.Tenant}/{KeyText.Decode(ticket.RowKey[tickets.Length..])}/");
            }
        }

        return folders;
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
