using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Members;
using ServerlessContacts.Search.Index;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Search;

/// <summary>What rows and changes of partitions mean for an index. Of each contact, star and weight only the last state counts.</summary>
internal sealed class RowChanges
{
    private readonly Dictionary<string, ContactDocument?> contacts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ActivityWeight> weights;

    // A member's own; empty for other partitions.
    private readonly Dictionary<string, ActivityWeight?> preferred = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> stars = new(StringComparer.Ordinal);

    public RowChanges()
        : this(new Dictionary<string, ActivityWeight>(StringComparer.Ordinal))
    {
    }

    private RowChanges(Dictionary<string, ActivityWeight> weights) => this.weights = weights;

    public int Contacts => contacts.Count;

    /// <summary>For further contacts of the same partition, whose weights are known.</summary>
    public RowChanges Next() => new(weights);

    public void Add(Partition partition, Change change)
    {
        foreach (var row in change.Rows)
        {
            Add(partition, row.RowKey, change.Sequence, row.After);
        }
    }

    public void Add(Partition partition, string rowKey, long sequence, ReadOnlyMemory<byte>? data)
    {
        if (AccessScope.KindOf(partition).Holds(rowKey) && rowKey[1] == '~')
        {
            var id = IdOf(partition, rowKey);
            contacts[id.ToString()] = data is { } row ? new ContactDocument(id, sequence, Read(partition, row)) : null;
        }
        else if (ContactActivity.Kind.Holds(rowKey))
        {
            AddWeight(partition, RowKeys.NameOf(rowKey), data is { } weight ? ContactActivity.Read(weight.Span) : null);
        }
        else if (FavoriteRow.Kind.Holds(rowKey))
        {
            stars[RowKeys.NameOf(rowKey)] = data is not null;
        }
    }

    public Preferences Apply(Preferences preferences) => preferences.With(stars, preferred);

    public SectionNumbers Apply(SectionNumbers sections) => contacts.Values.OfType<ContactDocument>().Select(DocumentWriter.SectionOf).Aggregate(sections, (known, section) => known.With(section));

    /// <summary>What becomes of an index; a contact keeps its boost, and a new boost makes a document of what was kept.</summary>
    public IndexChange[] Over(IndexVersion index, SectionNumbers sections)
    {
        var changes = new List<IndexChange>(contacts.Count);
        foreach (var (key, contact) in contacts)
        {
            changes.Add(contact is null ? IndexChange.Deleted(key) : IndexChange.Written(Document(contact, sections, BoostOf(index, key))));
        }

        foreach (var key in weights.Keys)
        {
            if (!contacts.ContainsKey(key) && index.TryFind(key, out var found))
            {
                changes.Add(IndexChange.Written(Document(DocumentPayload.Read(found.Record.Key, found.Record.Payload), sections, BoostOf(index, key))));
            }
        }

        return [.. changes];
    }

    /// <summary>Null of a member who is erased, with the contacts that it could lift.</summary>
    private void AddWeight(Partition partition, string key, ActivityWeight? weight)
    {
        if (weight is { } now)
        {
            weights[key] = now;
        }

        if (partition.IsMember)
        {
            preferred[key] = weight;
        }
    }

    private int BoostOf(IndexVersion index, string key) =>
        weights.TryGetValue(key, out var weight) ? Frequency.BoostOf(weight) : index.TryFind(key, out var found) ? found.Boost : 0;

    private static IndexDocument Document(ContactDocument contact, SectionNumbers sections, int boost) =>
        DocumentWriter.Write(contact, sections.Of(DocumentWriter.SectionOf(contact)), boost);

    private static ContactId IdOf(Partition partition, string rowKey) =>
        partition.IsDirectory ? ContactId.OfMember(RowKeys.NameOf(rowKey)) : ContactChange.IdOf(partition, rowKey);

    private static ContactRecord Read(Partition partition, ReadOnlyMemory<byte> data) =>
        partition.IsDirectory ? StoredJson.Read<MemberRecord>(data).AsRecord() : ContactJson.Read(data.Span);
}
