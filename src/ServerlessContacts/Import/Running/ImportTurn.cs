using System.Collections.Concurrent;
using Azure;
using Microsoft.Extensions.Logging;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Import.Registering;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Import.Running;

/// <summary>
/// One turn at a tenant's imports, taken by whoever holds the right to write them: all that wait, oldest first, until none is left or the
/// time is up. Small files go before large ones and pass them between chunks; who has failed holds nobody up.
/// </summary>
internal sealed partial class ImportTurn(
    ImportServices services, ColumnMappings mappings, TenantId tenant, TenantRecord record, Lease lease, KnownBooks books, ILogger logger)
{
    private readonly ImportSettings settings = services.Settings;
    private readonly Deadline deadline = new(services.Time, services.Settings.Budget);
    private readonly ImportSettlement settlement = new(services, record, logger);
    private readonly ConcurrentDictionary<string, Exception> failed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> unready = new(StringComparer.Ordinal);

    /// <summary>Why one of them, if any, has failed.</summary>
    public Exception? Failure => failed.Values.FirstOrDefault();

    /// <summary>Whether it was only being registered when its turn came.</summary>
    public bool IsUnready(ActiveImport import) => unready.ContainsKey(import.Import);

    public bool HasFailed(ActiveImport import) => failed.ContainsKey(import.Import);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        do
        {
            var waiting = await WaitingAsync(cancellationToken);
            if (waiting.Count == 0)
            {
                break;
            }

            books.Refresh();
            var large = waiting.FirstOrDefault(import => !IsSmall(import));
            var until = large is null ? deadline : deadline.Within(settings.SmallFilesTime);
            await RunSmallAsync([.. waiting.Where(IsSmall)], until, cancellationToken);
            if (large is not null)
            {
                await RunOneAsync(large, LetSmallPass(), cancellationToken);
            }
        }
        while (!deadline.IsOver);
    }

    private Passing LetSmallPass() => new(
        services.Time,
        settings.PassingInterval,
        async token => [.. (await WaitingAsync(token)).Where(IsSmall)],
        (small, token) => books.LendAsync(() =>
        {
            books.Refresh();
            return RunSmallAsync(small, deadline.Within(settings.SmallFilesTime), token);
        }));

    private async Task<List<ActiveImport>> WaitingAsync(CancellationToken cancellationToken)
    {
        var all = await services.Active.OfAsync(tenant, cancellationToken).ToListAsync(cancellationToken);
        return [.. all.Where(import => !HasFailed(import) && !IsUnready(import)).OrderBy(import => import.Since)];
    }

    private bool IsSmall(ActiveImport import) => import.Bytes <= settings.SmallFileBytes;

    /// <summary>Side by side, but for the matching.</summary>
    private Task RunSmallAsync(IReadOnlyList<ActiveImport> small, Deadline until, CancellationToken cancellationToken)
    {
        var begun = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = settings.SmallFilesAtOnce, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(small, parallel, async (import, token) =>
        {
            if (Interlocked.Increment(ref begun) == 1 || !until.IsOver)
            {
                await RunOneAsync(import, Passing.None(services.Time), token);
            }
        });
    }

    private async Task RunOneAsync(ActiveImport waiting, Passing passing, CancellationToken cancellationToken)
    {
        try
        {
            var import = await services.Imports.FindAsync(tenant, waiting.Import, cancellationToken);
            if (import is { IsFinished: false })
            {
                await new StageRun(services, mappings, record, lease, books, deadline, settlement)
                    .RunAsync(import, waiting, passing, cancellationToken);
            }
            else if (import is not null || services.Time.GetUtcNow() - waiting.Since >= settings.StuckAfter)
            {
                await services.Active.RemoveAsync(waiting, cancellationToken);
            }
            else
            {
                unready[waiting.Import] = true;
            }
        }
        catch (Exception failure) when (IsOfOne(failure))
        {
            failed[waiting.Import] = failure;
            books.Forget();
            Log.Failed(logger, tenant.Value, waiting.Import, failure);
        }
    }

    /// <summary>An outage, and the loss of the right to write, end the turn; what storage refuses of one file is that file's.</summary>
    private static bool IsOfOne(Exception failure) => failure is RequestFailedException refused
        ? !StorageFaults.IsPassing(refused)
        : failure is not (LeaseLostException or OperationCanceledException or StoreBusyException);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Import {Import} of tenant {Tenant} has failed and is tried again later")]
        public static partial void Failed(ILogger logger, string tenant, string import, Exception failure);
    }
}
