using System.Collections.Concurrent;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Keys;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Following;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Directory;

/// <summary>
/// The tenants this instance serves, each with its members and keys in memory, so that a request costs no read. What this instance
/// wrote holds at once; what another wrote, such as a revoked key, after at most <see cref="MaxAge"/>. A tenant that the configuration
/// names is made here when it is first asked for.
/// </summary>
public sealed class TenantDirectory(Journal journal, ConfiguredTenants configured, TimeProvider time)
{
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    /// <summary>A few kilobytes each for most tenants; one that falls out is read again.</summary>
    private const int Most = 10_000;

    private readonly TenantStore tenants = new(journal, time);
    private readonly ConcurrentDictionary<TenantId, Follower<DirectoryState>> followers = new();
    private readonly UnknownTenants unknown = new(time);

    /// <summary>How many names without a tenant are remembered.</summary>
    internal int Unknown => unknown.Count;

    /// <summary>The tenant's directory, or null where no such tenant exists.</summary>
    public async ValueTask<DirectoryState?> FindAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        if (unknown.Has(tenant) && journal.ToldSequence(Partition.Directory(tenant)) == 0)
        {
            return null;
        }

        var follower =
            followers.GetOrAdd(tenant, _ => new Follower<DirectoryState>(journal, Partition.Directory(tenant), new DirectoryFold(), time));
        var state = (await follower.GetAsync(MaxAge, cancellationToken)).State;
        if (state.Tenant is null && configured.Find(tenant) is { } wanted)
        {
            // Several instances may do this at once: the first of them has made it, and the others find it.
            await tenants.EnsureAsync(tenant, wanted.Name, wanted.Country, cancellationToken);
            state = (await follower.GetAsync(TimeSpan.Zero, cancellationToken)).State;
        }

        if (state.Tenant is null)
        {
            unknown.Add(tenant);
        }

        if (state.Tenant is null || followers.Count > Most)
        {
            // Names of tenants come from outside: those that do not exist take no room.
            followers.TryRemove(KeyValuePair.Create(tenant, follower));
        }

        return state.Tenant is null ? null : state;
    }

    /// <summary>The record of a key, or null.</summary>
    public async ValueTask<ApplicationKeyRecord?> FindKeyAsync(TenantId tenant, string keyId, CancellationToken cancellationToken) =>
        (await FindAsync(tenant, cancellationToken))?.Keys.GetValueOrDefault(keyId);
}
