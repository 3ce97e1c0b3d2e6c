using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Directory.Members;

/// <summary>A person with an account, made by their first valid token. The directory shows them among the contacts.</summary>
public sealed record MemberRecord
{
    public static RowKind Kind { get; } = new('m', "member", PartitionKind.Directory);

    /// <summary>The id as the identity provider says it.</summary>
    public required string Id { get; init; }

    public string? Name { get; init; }

    public string? Email { get; init; }

    public IReadOnlyList<string> Roles { get; init; } = [];

    public required DateTimeOffset Created { get; init; }

    public static string RowKey(MemberId member) => MemberRecord.Kind.Key(RowKeys.Hash(member.Value));

    public static ContactId ContactId(MemberId member) => Contacts.ContactId.OfMember(RowKeys.Hash(member.Value));

    /// <summary>The member as an entry of the address book; its values come from the identity provider.</summary>
    public ContactRecord AsRecord() => new() { Contact = AsContact(), Created = Created, Updated = Created, UpdatedBy = $"member:{Id}" };

    private Contact AsContact() => new()
    {
        Name = new ContactName { Full = Name ?? Email ?? Id },
        Emails = Email is null ? [] : [new Email { Address = Email, Default = true }],
    };
}
