using ServerlessContacts.Directory.Keys;
using ServerlessContacts.Directory.Members;
using ServerlessContacts.Directory.Quotas;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Directory;

/// <summary>The rows of the directory: the tenant, its members and keys, and what an organisation may have only so many of.</summary>
public sealed class DirectoryRows(Journal journal) : IOwnedRows, IErasedRows
{
    public IReadOnlyList<RowKind> Kinds { get; } = [TenantRecord.Kind, MemberRecord.Kind, ApplicationKeyRecord.Kind, KeptThings.Kind];

    public IErasedRows Erasure => this;

    /// <summary>The log goes on to say that the member is gone.</summary>
    public ChangedRow? Redact(RowKind kind, Partition partition, ChangedRow row, ErasedPerson person) =>
        kind == MemberRecord.Kind && !row.IsErased && person.Has(partition, RowKeys.NameOf(row.RowKey)) ? row.Erased : row;

    /// <summary>Of a member: their entry as it is, and as it was as far as the log reaches.</summary>
    public async Task<PersonMarks> MarksAsync(ErasedPerson person, CancellationToken cancellationToken)
    {
        if (person.Member is not { } member)
        {
            return new PersonMarks();
        }

        var (partition, key, marks) = (Partition.Directory(person.Tenant), MemberRecord.RowKey(member), new PersonMarks());
        if (await journal.FindAsync(partition, key, cancellationToken) is { } row)
        {
            marks = MarksOf(row.Data);
        }

        var start = await LogStart.ReadAsync(journal, partition, cancellationToken);
        await foreach (var change in journal.ChangesAsync(partition, start.Through, cancellationToken))
        {
            marks = change.Rows.Where(changed => changed.RowKey == key)
                .SelectMany(changed => new[] { changed.Before, changed.After }).OfType<ReadOnlyMemory<byte>>()
                .Aggregate(marks, (all, state) => all.And(MarksOf(state)));
        }

        return marks;
    }

    private static PersonMarks MarksOf(ReadOnlyMemory<byte> data)
    {
        var member = StoredJson.Read<MemberRecord>(data);
        return new PersonMarks
        {
            Emails = member.Email is { Length: > 0 } email ? [email] : [],
            Names = member.Name?.Trim() is { Length: > 0 } name ? [name] : [],
        };
    }
}
