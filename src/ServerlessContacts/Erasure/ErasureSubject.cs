using ServerlessContacts.Contacts;
using ServerlessContacts.Store;

namespace ServerlessContacts.Erasure;

/// <summary>Who is erased: the ids of their contacts, and how they are recognised elsewhere.</summary>
internal sealed class ErasureSubject(TenantId tenant, IEnumerable<string> contacts, PersonMarks marks)
{
    private readonly HashSet<string> ids = new(contacts, StringComparer.Ordinal);

    public TenantId Tenant => tenant;

    public PersonMarks Marks => marks;

    public Person Person { get; } = new(marks);

    public IReadOnlySet<string> Ids => ids;

    public IEnumerable<ContactId> Contacts => ids.Select(text => ContactId.TryParse(text, out var id) ? id : throw new InvalidDataException($"{text} is no contact."));

    /// <summary>Whether the row of a partition, named by the unique part of a contact's id, is theirs.</summary>
    public bool Has(Partition partition, string unique) => ids.Contains($"{partition.Place}-{unique}");

    public static ErasureSubject Of(StoredErasure erasure) => new(erasure.Tenant, erasure.Record.Contacts, erasure.Marks ?? new PersonMarks());
}
