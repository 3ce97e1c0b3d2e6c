using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Access;

/// <summary>Keeps the directory's entries of members as their tokens describe them.</summary>
public sealed class Members(Journal journal, TimeProvider time)
{
    /// <summary>A valid token of a member not yet known makes that member; a new name, address or role is taken over.</summary>
    public async ValueTask EnsureAsync(Caller caller, DirectoryState directory, CancellationToken cancellationToken)
    {
        if (caller.Member is not { } member || IsKnown(caller, directory.Members.GetValueOrDefault(RowKeys.Hash(member.Value))))
        {
            return;
        }

        var partition = Partition.Directory(caller.Tenant);
        var row = await journal.FindAsync(partition, MemberRecord.RowKey(member), cancellationToken);
        var before = row is null ? new MemberRecord { Id = member.Value, Created = time.GetUtcNow() } : StoredJson.Read<MemberRecord>(row);
        if (row is null || !IsKnown(caller, before))
        {
            // A conflict is another request of the same member that did the same.
            var edit = new Edit(MemberRecord.RowKey(member), row, StoredJson.Write(Described(before, caller)));
            await journal.CommitAsync(partition, Operation.New(caller.Actor), [edit], cancellationToken);
        }
    }

    private static MemberRecord Described(MemberRecord record, Caller caller) => record with
    {
        Name = caller.DisplayName ?? record.Name,
        Email = caller.Email ?? record.Email,
        Roles = [.. caller.Roles.Order(StringComparer.Ordinal)],
    };

    private static bool IsKnown(Caller caller, MemberRecord? record) =>
        record is not null
        && Described(record, caller) is var described
        && string.Equals(described.Name, record.Name, StringComparison.Ordinal)
        && string.Equals(described.Email, record.Email, StringComparison.Ordinal)
        && described.Roles.SequenceEqual(record.Roles, StringComparer.Ordinal);
}
