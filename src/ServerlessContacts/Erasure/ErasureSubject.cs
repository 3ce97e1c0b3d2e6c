using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;

namespace ServerlessContacts.Erasure;

/// <summary>Who is erased: the ids of their contacts, or the member with all that is theirs; and how they are recognised elsewhere.</summary>
internal sealed class ErasureSubject
{
    private readonly HashSet<string> ids;
    private readonly IReadOnlyList<string> contacts;

    public ErasureSubject(TenantId tenant, ErasureRecord record, PersonMarks marks)
    {
        (Tenant, Marks, Person, contacts) = (tenant, marks, new Person(marks), record.Contacts);
        Member = record.Member is { } member ? new MemberId(member) : null;
        Own = Member is { } owner ? Partition.Member(tenant, owner) : null;
        ids = new(Member is { } entry ? [.. contacts, MemberRecord.ContactId(entry).ToString()] : contacts, StringComparer.Ordinal);
    }

    public TenantId Tenant { get; }

    public PersonMarks Marks { get; }

    public Person Person { get; }

    /// <summary>Null where contacts are erased.</summary>
    public MemberId? Member { get; }

    /// <summary>The partition of which nothing stays but the skeleton of its log; null where contacts are erased.</summary>
    public Partition? Own { get; }

    /// <summary>Of a member that of their entry in the directory.</summary>
    public IReadOnlySet<string> Ids => ids;

    public IEnumerable<ContactId> Contacts => contacts.Select(text => ContactId.TryParse(text, out var id) ? id : throw new InvalidDataException($"{text} is no contact."));

    /// <summary>Whether the row of a partition, named by the unique part of a contact's id, is theirs.</summary>
    public bool Has(Partition partition, string unique) => ids.Contains($"{partition.Place}-{unique}");

    /// <summary>Whether the id is one of theirs; of a member also that of any contact of their own. What stands after the last dash is no place.</summary>
    public bool Has(string id) => ids.Contains(id) || (Own is { } own && id.LastIndexOf('-') == own.Place.Length && id.StartsWith(own.Place, StringComparison.Ordinal));

    public static ErasureSubject Of(StoredErasure erasure) => new(erasure.Tenant, erasure.Record, erasure.Marks ?? new PersonMarks());
}
