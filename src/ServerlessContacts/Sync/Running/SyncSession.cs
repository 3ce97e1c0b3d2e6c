using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Merging;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>Saves a picture's bytes and answers the name under which contacts refer to it; null for what is no picture.</summary>
public delegate Task<string?> SavePhoto(TenantId tenant, ProviderPhoto photo, CancellationToken cancellationToken);

/// <summary>All that one run of one connection works with.</summary>
internal sealed record SyncSession
{
    public required TenantId Tenant { get; init; }

    public required MemberId Owner { get; init; }

    public required string Connection { get; init; }

    public required ConnectionSettings Settings { get; init; }

    public required SyncSettings Pace { get; init; }

    public required ProviderTraits Traits { get; init; }

    public required IAccount Account { get; init; }

    public required Views Views { get; init; }

    public required Journal Journal { get; init; }

    public required OwnerRows Rows { get; init; }

    public required ContactStore Contacts { get; init; }

    public required Links.Links Links { get; init; }

    public required PendingCreates Pending { get; init; }

    public required SyncWriter Writer { get; init; }

    public required SavePhoto SavePhoto { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Decides and tells, and writes nothing on either side.</summary>
    public bool IsPreview { get; init; }

    /// <summary>What the listing of a preview showed.</summary>
    public SeenItems Shown { get; } = new();

    /// <summary>
    /// By their contacts without a picture, items that changed there: where items do not tell of their pictures, one may have come.
    /// </summary>
    public Dictionary<string, ProviderItem> Changed { get; } = new(StringComparer.Ordinal);

    public Partition Partition => Partition.Member(Tenant, Owner);

    /// <summary>Where the log says the values came from, and who wrote them.</summary>
    public string Source => $"connection:{Connection}";

    public bool IsTwoWay => Settings.Direction == SyncDirection.TwoWay;

    public DateTimeOffset Now => Time.GetUtcNow();

    public ContactId IdOf(string unique) => ContactId.Personal(Owner, unique);

    public Task<StoredContact?> FindAsync(string unique, CancellationToken cancellationToken) =>
        Rows.MayBe(ContactEdits.Key(IdOf(unique))) ? Contacts.FindAsync(Tenant, IdOf(unique), cancellationToken) : Task.FromResult<StoredContact?>(null);

    /// <summary>Those of the items that are there now, by the ids they were asked for by.</summary>
    public async Task<Dictionary<string, ProviderItem>> FindItemsAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, ProviderItem>(StringComparer.Ordinal);
        foreach (var some in ids.Distinct(StringComparer.Ordinal).Chunk(Traits.InCall.Finds))
        {
            foreach (var (id, item) in await Account.FindAllAsync(some, cancellationToken))
            {
                found[id] = item;
            }
        }

        return found;
    }

    public required ChosenGroups Chosen { get; init; }

    public required GroupMemory Groups { get; init; }

    public required PastItems Past { get; init; }
}
