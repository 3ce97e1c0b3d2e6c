using System.Collections.Concurrent;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Directory.Tenants;

/// <summary>
/// Names for which storage had no tenant a moment ago. Names come from outside, so whoever invents them is answered from memory; and a
/// tenant that is made meanwhile is known everywhere before a caller would notice.
/// </summary>
internal sealed class UnknownTenants(TimeProvider time)
{
    /// <summary>A new tenant works on every instance within two seconds.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1.5);

    /// <summary>Some hundred bytes each.</summary>
    public const int MaxEntries = 10_000;

    private readonly ConcurrentDictionary<TenantId, long> asked = new();

    public int Count => asked.Count;

    public bool Has(TenantId tenant) => asked.TryGetValue(tenant, out var at) && time.GetElapsedTime(at) <= MaxAge;

    public void Add(TenantId tenant)
    {
        if (asked.Count >= MaxEntries)
        {
            asked.Clear();
        }

        asked[tenant] = time.GetTimestamp();
    }
}
