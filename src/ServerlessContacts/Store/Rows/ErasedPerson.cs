using ServerlessContacts.Contacts;

namespace ServerlessContacts.Store.Rows;

/// <summary>
/// Who is erased: the ids of their contacts, or the member with all that is theirs; and how they are recognised elsewhere.
/// </summary>
public sealed class ErasedPerson
{
    private readonly HashSet<string> ids;
    private readonly PersonText text;

    /// <summary>A person by their contacts.</summary>
    public ErasedPerson(TenantId tenant, IReadOnlyList<ContactId> contacts, PersonMarks marks)
    {
        (Tenant, Contacts, Marks, text) = (tenant, contacts, marks, new PersonText(marks));
        ids = contacts.Select(contact => contact.ToString()).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>A member, whom <paramref name="entry"/> names as a contact of the directory.</summary>
    public ErasedPerson(TenantId tenant, MemberId member, ContactId entry, PersonMarks marks)
        : this(tenant, [], marks)
    {
        (Member, Own) = (member, Partition.Member(tenant, member));
        ids.Add(entry.ToString());
    }

    public TenantId Tenant { get; }

    public PersonMarks Marks { get; }

    /// <summary>Null where contacts are erased.</summary>
    public MemberId? Member { get; }

    /// <summary>The partition of which nothing stays but the skeleton of its log; null where contacts are erased.</summary>
    public Partition? Own { get; }

    /// <summary>None where a member is erased.</summary>
    public IReadOnlyList<ContactId> Contacts { get; }

    /// <summary>Of a member that of their entry in the directory.</summary>
    public IReadOnlySet<string> Ids => ids;

    /// <summary>Whether nothing is known that a text could hold.</summary>
    public bool IsNobody => text.IsNobody;

    /// <summary>Whether the row of a partition, named by the unique part of a contact's id, is theirs.</summary>
    public bool Has(Partition partition, string unique) => ids.Contains($"{partition.Place}-{unique}");

    /// <summary>
    /// Whether the id is one of theirs; of a member also that of any contact of their own. What stands after the last dash is no place.
    /// </summary>
    public bool Has(string id) =>
        ids.Contains(id) || (Own is { } own && id.LastIndexOf('-') == own.Place.Length
            && id.StartsWith(own.Place, StringComparison.Ordinal));

    /// <summary>Whether the text holds an address, a number or a name of theirs.</summary>
    public bool IsIn(string words) => text.IsIn(words);

    public bool HasNumber(string words) => text.HasNumber(words);
}
