using ServerlessContacts.Contacts;
using ServerlessContacts.Directory;
using ServerlessContacts.Directory.Members;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Access;

/// <summary>Reads single contacts, as far as they are in the caller's scope.</summary>
public sealed class ScopedContacts(ContactStore contacts)
{
    /// <summary>The contact, or a member as the directory shows them; null where the caller may not know of it.</summary>
    public async Task<StoredContact?> FindAsync(
        AccessScope scope, DirectoryState directory, ContactId id, CancellationToken cancellationToken)
    {
        if (id.IsMember)
        {
            return directory.Members.GetValueOrDefault(id.Unique) is { } member ? Member(id, member) : null;
        }

        return scope.Includes(id) ? await contacts.FindAsync(scope.Tenant, id, cancellationToken) : null;
    }

    private static StoredContact Member(ContactId id, MemberRecord member) =>
        new(id, member.AsRecord(), new StoredRow(MemberRecord.Kind.Key(id.Unique), default, 0, default));
}
