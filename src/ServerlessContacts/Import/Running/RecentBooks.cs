using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Tenants;

namespace ServerlessContacts.Import.Running;

/// <summary>
/// Keeps the books of one turn for the tenant's next one, for a while and within bounds. A file that is planned, looked at and applied then
/// reads the contacts once; the later turns follow the log.
/// </summary>
public sealed class RecentBooks(ImportSettings settings, TimeProvider time) : IDisposable
{
    private readonly Lock gate = new();

    /// <summary>The oldest first. None of them is in use.</summary>
    private readonly List<Kept> all = [];

    /// <summary>The books that the tenant's last turn left, now the caller's; none where the tenant's rules have changed since.</summary>
    internal IReadOnlyList<KeyValuePair<string, KnownBook>> Take(TenantId tenant, TenantRecord record)
    {
        lock (gate)
        {
            var found = all.Find(kept => kept.Tenant == tenant);
            Forget(kept => kept == found);
            return found?.Record == record ? found.Books : [];
        }
    }

    /// <summary>Takes over the books of a turn that has ended well.</summary>
    internal void Keep(TenantId tenant, TenantRecord record, IReadOnlyList<KeyValuePair<string, KnownBook>> books)
    {
        lock (gate)
        {
            Forget(kept => kept.Tenant == tenant);
            all.Add(new Kept(tenant, record, books, time, settings.BooksKept, Expire));
            while (all.Sum(kept => kept.Contacts) > settings.ContactsKept)
            {
                Forget(kept => kept == all[0]);
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            Forget(_ => true);
        }
    }

    private void Expire(object? expired)
    {
        lock (gate)
        {
            Forget(kept => kept == expired);
        }
    }

    private void Forget(Predicate<Kept> which)
    {
        foreach (var kept in all.FindAll(which))
        {
            all.Remove(kept);
            kept.Dispose();
        }
    }

    private sealed class Kept : IDisposable
    {
        private readonly ITimer expiry;

        public Kept(
            TenantId tenant,
            TenantRecord record,
            IReadOnlyList<KeyValuePair<string, KnownBook>> books,
            TimeProvider time,
            TimeSpan duration,
            TimerCallback expire)
        {
            (Tenant, Record, Books) = (tenant, record, books);
            expiry = time.CreateTimer(expire, this, duration, Timeout.InfiniteTimeSpan);
        }

        public TenantId Tenant { get; }

        public TenantRecord Record { get; }

        public IReadOnlyList<KeyValuePair<string, KnownBook>> Books { get; }

        public long Contacts => Books.Sum(pair => (long)pair.Value.Count);

        public void Dispose() => expiry.Dispose();
    }
}
