using Microsoft.Extensions.Logging;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Search;

/// <summary>The snapshots of all tenants, and which of them are wanted. A snapshot only saves time: one that is damaged or old is made anew from the rows.</summary>
public sealed partial class SnapshotStore(SnapshotFiles files, SnapshotRequests requests, TimeProvider time, ILogger<SnapshotStore> logger)
{
    public SnapshotRequests Requests => requests;

    public SnapshotFiles Files => files;

    internal async Task<IndexMoment?> LoadAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        await using var stored = await files.OpenAsync(tenant, cancellationToken);
        var moment = stored is null ? null : await SnapshotFile.ReadAsync(stored.Stream, cancellationToken);
        if (stored is not null && moment is null)
        {
            Log.Unreadable(logger, tenant.Value);
        }

        if (stored is not null && moment is not null)
        {
            SearchTelemetry.Loaded(time.GetUtcNow() - stored.Facts.Modified);
        }

        return moment;
    }

    /// <summary>Stores the moment as one segment, unless there is one already that is as new.</summary>
    internal async Task SaveAsync(TenantId tenant, IndexMoment moment, CancellationToken cancellationToken)
    {
        string? version;
        await using (var stored = await files.OpenAsync(tenant, cancellationToken))
        {
            if (stored is not null && await SnapshotFile.ReadAsync(stored.Stream, cancellationToken) is { } known
                && known.Positions.Covers(moment.Positions))
            {
                return;
            }

            version = stored?.Facts.Version;
        }

        var parts = SnapshotFile.Write(moment, moment.Index.ToSegment());
        if (await files.ReplaceAsync(tenant, version, parts, cancellationToken))
        {
            Log.Saved(logger, tenant.Value, moment.Index.Count, parts.Sum(part => (long)part.Length));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The search snapshot of tenant {Tenant} is damaged or of another version; the index is made from the table")]
        public static partial void Unreadable(ILogger logger, string tenant);

        [LoggerMessage(Level = LogLevel.Information, Message = "Search snapshot of tenant {Tenant}: {Contacts} contacts in {Bytes} bytes")]
        public static partial void Saved(ILogger logger, string tenant, int contacts, long bytes);
    }
}
