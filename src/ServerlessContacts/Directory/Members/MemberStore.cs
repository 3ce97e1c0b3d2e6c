using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Directory.Members;

/// <summary>A member as the identity provider describes them. What is null it does not say.</summary>
public sealed record MemberDescription(MemberId Id, string? Name, string? Email, IReadOnlyList<string> Roles);

/// <summary>Keeps the directory's entries of members as the identity provider describes them.</summary>
public sealed class MemberStore(Journal journal, TimeProvider time)
{
    /// <summary>Makes a member who is not yet known; takes over a new name, address or role.</summary>
    public async ValueTask EnsureAsync(
        TenantId tenant, MemberDescription member, DirectoryState directory, CancellationToken cancellationToken)
    {
        if (IsKnown(member, directory.Members.GetValueOrDefault(RowKeys.Hash(member.Id.Value))))
        {
            return;
        }

        var (partition, key) = (Partition.Directory(tenant), MemberRecord.RowKey(member.Id));
        var row = await journal.FindAsync(partition, key, cancellationToken);
        var before = row is null
            ? new MemberRecord { Id = member.Id.Value, Created = time.GetUtcNow() }
            : StoredJson.Read<MemberRecord>(row);
        if (row is null || !IsKnown(member, before))
        {
            // A conflict is another request of the same member that did the same.
            var edit = new Edit(key, row, StoredJson.Write(Described(before, member)));
            await journal.CommitAsync(partition, Operation.New($"member:{member.Id}"), [edit], cancellationToken);
        }
    }

    private static MemberRecord Described(MemberRecord record, MemberDescription member) => record with
    {
        Name = member.Name ?? record.Name,
        Email = member.Email ?? record.Email,
        Roles = [.. member.Roles.Order(StringComparer.Ordinal)],
    };

    private static bool IsKnown(MemberDescription member, MemberRecord? record) =>
        record is not null
        && Described(record, member) is var described
        && string.Equals(described.Name, record.Name, StringComparison.Ordinal)
        && string.Equals(described.Email, record.Email, StringComparison.Ordinal)
        && described.Roles.SequenceEqual(record.Roles, StringComparer.Ordinal);
}
