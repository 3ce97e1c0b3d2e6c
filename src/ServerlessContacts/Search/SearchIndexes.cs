using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Search;

/// <summary>
/// The indexes that this instance keeps: one of each tenant's shared contacts and members, and one of each member's own contacts. Loaded when somebody asks; those used least recently
/// go when all together are beyond the budget. One that goes is whole for those who still read it.
/// </summary>
public sealed class SearchIndexes(Journal journal, TimeProvider time, SearchOptions options, SnapshotStore? snapshots, ILogger<SearchIndexes> logger)
{
    /// <summary>What an empty index takes, so that many of them have an end too.</summary>
    private const long FixedBytes = 4000;

    /// <summary>A tenth more than necessary goes, so that not every query has to look for more.</summary>
    private const long Slack = 10;

    private readonly ConcurrentDictionary<string, Kept> kept = new(StringComparer.Ordinal);
    private readonly Lock trimming = new();
    private long clock;
    private long total;

    /// <summary>The indexes of what is in sight: the tenant's, and the one of the member whose contacts are in scope, if any.</summary>
    internal async ValueTask<(
        IndexMoment Common, IndexMoment? Own)> GetAsync(AccessScope scope, TimeSpan maxAge, CancellationToken cancellationToken)
    {
        var now = Interlocked.Increment(ref clock);
        var common = Tenant(scope.Tenant).GetAsync(now, scope, maxAge, cancellationToken);
        var own = scope.Personal is { } member ? Member(scope.Tenant, member).GetAsync(now, scope, maxAge, cancellationToken) : default;
        var moments = (await common, scope.Personal is null ? null : await own);
        Trim(now);
        return moments;
    }

    /// <summary>The tenant's index as new as storage is.</summary>
    internal ValueTask<IndexMoment> LatestAsync(AccessScope scope, CancellationToken cancellationToken) =>
        Tenant(scope.Tenant).GetAsync(Interlocked.Increment(ref clock), scope, TimeSpan.FromTicks(-1), cancellationToken);

    private Kept Tenant(TenantId tenant) => kept.GetOrAdd(
        tenant.Value,
        static (_, all) => new Kept(
            all.Self.Index(all.Tenant), all.Self.Count, static scope => [.. scope.Partitions.Where(partition => !partition.IsMember)]),
        (Self: this, Tenant: tenant));

    private Kept Member(TenantId tenant, MemberId member) => kept.GetOrAdd(
        Partition.Member(tenant, member).Key,
        static (_, all) =>
            new Kept(all.Index(null), all.Count, static scope => [.. scope.Partitions.Where(partition => partition.IsMember)]),
        this);

    private FollowedIndex Index(TenantId? tenant) =>
        new(journal, new IndexSource(journal, tenant is { } known && snapshots is not null ? new TenantSnapshot(known, snapshots, options) : null), time, logger);

    private void Count(long added) => Interlocked.Add(ref total, added);

    /// <summary>Spares what was used since <paramref name="now"/>. Indexes are dropped, not disposed, as somebody may be waiting for one.</summary>
    private void Trim(long now)
    {
        if (Volatile.Read(ref total) <= options.MemoryBudget)
        {
            return;
        }

        lock (trimming)
        {
            var left = kept.Sum(entry => entry.Value.Bytes);
            foreach (var (_, entry) in kept.Select(entry => (At: entry.Value.LastUse, Entry: entry)).Where(use => use.At < now).OrderBy(use => use.At))
            {
                if (left > options.MemoryBudget - (options.MemoryBudget / Slack) && kept.TryRemove(entry))
                {
                    left -= entry.Value.Bytes;
                }
            }

            Volatile.Write(ref total, left);
        }
    }

    private sealed class Kept(FollowedIndex index, Action<long> count, Func<AccessScope, Partition[]> choose)
    {
        private long lastUse;
        private long bytes;
        private (int Shards, Partition[] Partitions)? chosen;

        public long LastUse => Volatile.Read(ref lastUse);

        public long Bytes => Volatile.Read(ref bytes);

        public ValueTask<IndexMoment> GetAsync(long now, AccessScope scope, TimeSpan maxAge, CancellationToken cancellationToken)
        {
            Volatile.Write(ref lastUse, now);
            var moment = index.GetAsync(Partitions(scope), maxAge, cancellationToken);
            return moment.IsCompletedSuccessfully ? ValueTask.FromResult(Counted(moment.Result)) : new ValueTask<IndexMoment>(CountedAsync(moment));
        }

        private async Task<IndexMoment> CountedAsync(ValueTask<IndexMoment> reading) => Counted(await reading);

        private IndexMoment Counted(IndexMoment moment)
        {
            var now = moment.Index.Bytes + FixedBytes;
            if (now != Bytes)
            {
                count(now - Interlocked.Exchange(ref bytes, now));
            }

            return moment;
        }

        private Partition[] Partitions(AccessScope scope)
        {
            if (chosen is not { } known || known.Shards != scope.Shards)
            {
                known = (scope.Shards, choose(scope));
                chosen = known;
            }

            return known.Partitions;
        }
    }
}
