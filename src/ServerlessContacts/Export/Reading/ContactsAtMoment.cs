using System.Runtime.CompilerServices;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Members;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Export.Reading;

/// <summary>The contacts of a query as they were when the reading was prepared: two readings give the same.</summary>
internal sealed class ContactsAtMoment
{
    private readonly ExportQuery query;
    private readonly IReadOnlyList<(Partition Partition, PartitionMoment Moment)> partitions;

    private ContactsAtMoment(ExportQuery query, IReadOnlyList<(Partition, PartitionMoment)> partitions) => (this.query, this.partitions) = (query, partitions);

    public static async Task<ContactsAtMoment> NowAsync(
        Journal journal, AccessScope scope, ExportQuery query, CancellationToken cancellationToken)
    {
        var moments = query.Partitions(scope).Select(part => NowAsync(journal, part.Partition, part.Named, cancellationToken));
        return new ContactsAtMoment(query, await Task.WhenAll(moments));
    }

    private static async Task<(Partition Partition, PartitionMoment Moment)> NowAsync(
        Journal journal, Partition partition, IReadOnlyList<ContactId>? named, CancellationToken cancellationToken) =>
        (partition, new PartitionMoment(journal, partition, await journal.SequenceAsync(partition, cancellationToken), named));

    public async IAsyncEnumerable<(ContactId Id, Contact Contact)> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var (partition, moment) in partitions)
        {
            await foreach (var row in moment.RowsAsync(cancellationToken))
            {
                var id = ContactChange.IdOf(partition, row.RowKey);
                if (Read(partition, row.Data) is var contact && query.Admits(id, contact))
                {
                    yield return (id, contact);
                }
            }
        }
    }

    private static Contact Read(Partition partition, ReadOnlyMemory<byte> data) =>
        partition.IsDirectory ? StoredJson.Read<MemberRecord>(data).AsRecord().Contact : ContactJson.Read(data.Span).Contact;
}
