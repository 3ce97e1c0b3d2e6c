using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;

namespace ServerlessContacts.Sync.Running;

public enum RunKind
{
    Sync,

    /// <summary>Decides and tells, and writes nothing on either side.</summary>
    Preview,
}

public enum RunStatus
{
    Queued,
    Running,

    /// <summary>Stopped by the provider or an outage; goes on by itself.</summary>
    Waiting,
    Done,

    /// <summary>Stopped until the owner decides.</summary>
    Paused,
    Failed,
}

/// <summary>One run as it is told to its owner.</summary>
public sealed record RunRecord
{
    public required string Id { get; init; }

    public required RunKind Kind { get; init; }

    public required RunStatus Status { get; init; }

    public required DateTimeOffset Requested { get; init; }

    public DateTimeOffset? Started { get; init; }

    public DateTimeOffset? Finished { get; init; }

    public RunCounts Counts { get; init; } = new();

    public ConnectionProblem? Problem { get; init; }

    public bool IsFinished => Status is RunStatus.Done or RunStatus.Failed;
}

/// <summary>Where runs and what they did are kept: a record for each and, beside it, its outcomes in blocks as they were committed.</summary>
public sealed class RunStore(ITable table)
{
    /// <summary>A run, the newest first; what it did, in blocks.</summary>
    public static RowKind Kind { get; } = new('s', "run", PartitionKind.Member) { Trace = Traces.SyncItems };

    private readonly PlainRows rows = new(table);

    /// <summary>Newer ones sort first.</summary>
    public static string NewId(DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture, $"{(1L << 48) - 1 - now.ToUnixTimeMilliseconds():x12}{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}");

    public static bool IsId(string id) => id.Length == 20 && id.All(char.IsAsciiHexDigitLower);

    internal static string BlockKey(LinkKeys keys, string run, int block) =>
        RunStore.Kind.Key(string.Create(CultureInfo.InvariantCulture, $"{keys.Connection}~{run}~{block:x8}"));

    /// <summary>The run, or null.</summary>
    public async Task<RunRecord?> FindAsync(ConnectionKey key, string run, CancellationToken cancellationToken) =>
        IsId(run) && await rows.FindAsync(key.Partition.Key, RunKey(key, run), cancellationToken) is { } row ? LinkJson.Read<RunRecord>(row.Data) : null;

    /// <summary>Stores the run, whatever was stored of it before.</summary>
    public async Task SaveAsync(ConnectionKey key, RunRecord run, CancellationToken cancellationToken)
    {
        for (var retry = Retry.OnConflict($"Run {run.Id}"); ; retry.Again())
        {
            var before = await rows.FindAsync(key.Partition.Key, RunKey(key, run.Id), cancellationToken);
            var stored = before is null
                ? await rows.InsertAsync(key.Partition.Key, RunKey(key, run.Id), LinkJson.Write(run), cancellationToken)
                : await rows.ReplaceAsync(key.Partition.Key, before, LinkJson.Write(run), cancellationToken);
            if (stored is not null)
            {
                return;
            }
        }
    }

    /// <summary>The connection's runs, the newest first.</summary>
    public async IAsyncEnumerable<RunRecord> AllAsync(ConnectionKey key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var from = RunStore.Kind.Key($"{key.Id}~");
        await foreach (var row in table.RangeAsync(key.Partition.Key, from, from + '~', cancellationToken))
        {
            if (row.RowKey.Length == from.Length + 20)
            {
                yield return LinkJson.Read<RunRecord>(row.Data);
            }
        }
    }

    /// <summary>What the run did, in the order in which it was stored.</summary>
    public async IAsyncEnumerable<Outcome> OutcomesAsync(ConnectionKey key, string run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var from = RunKey(key, run) + '~';
        await foreach (var row in table.RangeAsync(key.Partition.Key, from, from + '~', cancellationToken))
        {
            foreach (var outcome in LinkJson.Read<IReadOnlyList<Outcome>>(row.Data))
            {
                yield return outcome;
            }
        }
    }

    /// <summary>Stores what a preview found, in blocks that fit a row.</summary>
    internal async Task SaveAsync(ConnectionKey key, string run, IReadOnlyList<Outcome> outcomes, CancellationToken cancellationToken)
    {
        const int InBlock = 500;
        var block = 0;
        foreach (var some in outcomes.Chunk(InBlock))
        {
            await rows.InsertAsync(key.Partition.Key, BlockKey(new LinkKeys(key.Id), run, block++), LinkJson.Write(some), cancellationToken);
        }
    }

    private static string RunKey(ConnectionKey key, string run) => RunStore.Kind.Key($"{key.Id}~{run}");
}
