using System.Text.Json;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Store.Housekeeping;

/// <summary>
/// Where a partition's log begins, and when it is looked after next. The row is written in the transaction that deletes what it tells to
/// be gone.
/// </summary>
/// <param name="Through">The newest sequence that is gone; 0 where nothing is.</param>
/// <param name="Until">The latest time of a change that is gone; null where nothing is.</param>
/// <param name="Due">The day of the next look; null before the first has ended.</param>
public sealed record LogStart(long Through, DateTimeOffset? Until, DateOnly? Due)
{
    /// <summary>Clocks of instances differ by less.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    public static LogStart Whole { get; } = new(0, null, null);

    public static async Task<LogStart> ReadAsync(Journal journal, Partition partition, CancellationToken cancellationToken) =>
        await journal.FindAsync(partition, RowKeys.LogStart, cancellationToken) is { } row ? Read(row) : Whole;

    /// <summary>Whether the log still holds every change that was made then or later.</summary>
    public bool HoldsSince(DateTimeOffset time) => Until is not { } until || until < time - Skew;

    /// <summary>A row of the calendar that the next look has replaced.</summary>
    public bool IsStale(DateOnly day) => Due > day;

    internal static LogStart Read(StoredRow? row) => row is null ? Whole : JsonSerializer.Deserialize<LogStart>(row.Data.Span)!;

    internal byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this);

    internal RowWrite Over(StoredRow? before) =>
        before is null ? RowWrite.Insert(RowKeys.LogStart, 0, Write()) : RowWrite.Replace(RowKeys.LogStart, before.ETag, 0, Write());
}
