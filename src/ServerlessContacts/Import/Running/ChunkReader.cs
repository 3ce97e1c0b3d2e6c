using ServerlessContacts.Import.Files;

namespace ServerlessContacts.Import.Running;

/// <summary>Gathers a file's rows into chunks, whose extents depend on the file alone, so that a second run cuts it at the same places.</summary>
internal sealed class ChunkReader(IRowSource rows, RowPlanner planner, ImportTarget target, int mostRows)
{
    /// <summary>Keeps chunks of huge rows from holding much memory while they are in flight.</summary>
    private const int MostCharacters = 1024 * 1024;

    private long rowsRead;

    /// <summary>Passes over the rows before a checkpoint.</summary>
    /// <param name="replay">Whether the planner has to be shown what they were; new contacts it knows from their ids.</param>
    public async Task SkipAsync(long count, bool replay, CancellationToken cancellationToken)
    {
        while (rowsRead < count && await rows.ReadAsync(cancellationToken) is { } row)
        {
            rowsRead += row.IsBlank ? 0 : 1;
            if (replay && !row.IsBlank)
            {
                planner.Replay(row);
            }
        }
    }

    /// <summary>The next chunk, or null at the end of the file.</summary>
    public async ValueTask<Chunk?> ReadAsync(int number, CancellationToken cancellationToken)
    {
        var partition = target.PartitionOf(number);
        var planned = new List<PlannedRow>(mostRows);
        var characters = 0L;
        while (planned.Count < mostRows && characters < MostCharacters && await rows.ReadAsync(cancellationToken) is { } row)
        {
            if (!row.IsBlank)
            {
                characters += row.Length;
                planned.Add(planner.Plan(row, partition));
            }
        }

        rowsRead += planned.Count;
        return planned.Count == 0 ? null : new Chunk(number, partition, planned, rowsRead, rows.BytesRead);
    }
}
