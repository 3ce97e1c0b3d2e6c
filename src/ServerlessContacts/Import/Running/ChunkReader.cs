using ServerlessContacts.Contacts;
using ServerlessContacts.Import.Files;

namespace ServerlessContacts.Import.Running;

/// <summary>
/// Gathers a file's rows into chunks, whose extents depend on the file alone, so that a second run cuts it at the same places; after them the contacts that no row
/// names: those that the plan lists, or in a plan all there are.
/// </summary>
/// <param name="rows">The file's rows.</param>
/// <param name="planner">Decides what a row is.</param>
/// <param name="target">Where the import writes.</param>
/// <param name="plan">What was planned, line by line; null where nothing was.</param>
/// <param name="mostRows">Rows of a chunk.</param>
internal sealed class ChunkReader(IRowSource rows, RowPlanner planner, ImportTarget target, JsonLineReader? plan, int mostRows)
{
    /// <summary>Keeps chunks of huge rows from holding much memory while they are in flight.</summary>
    private const int MostCharacters = 1024 * 1024;

    private IEnumerator<ContactId>? unnamed;
    private long rowsRead;
    private int left;

    /// <summary>Passes over what lies before a checkpoint.</summary>
    /// <param name="count">Rows, and contacts that no row names.</param>
    /// <param name="show">What the planner has to be shown of the rows; null for nothing.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task SkipAsync(long count, Action<SourceRow>? show, CancellationToken cancellationToken)
    {
        while (rowsRead < count && await rows.ReadAsync(cancellationToken) is { } row)
        {
            if (!row.IsBlank)
            {
                rowsRead++;
                show?.Invoke(row);
                await PlannedAsync(cancellationToken);
            }
        }

        while (rowsRead < count && await NextLeftAsync(cancellationToken) is not null)
        {
            rowsRead++;
        }
    }

    /// <summary>The next chunk, or null at the end.</summary>
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
                planned.Add(planner.Plan(row, partition) with { Planned = await PlannedAsync(cancellationToken) });
            }
        }

        while (planned.Count < mostRows && characters < MostCharacters && await NextLeftAsync(cancellationToken) is { } contact)
        {
            planned.Add(contact);
        }

        rowsRead += planned.Count;
        return planned.Count == 0 ? null : new Chunk(number, partition, planned, rowsRead, rows.BytesRead);
    }

    private async ValueTask<ReadOnlyMemory<byte>?> PlannedAsync(CancellationToken cancellationToken) =>
        plan is null ? null : await plan.ReadAsync(cancellationToken);

    private async ValueTask<PlannedRow?> NextLeftAsync(CancellationToken cancellationToken)
    {
        if (plan is null)
        {
            unnamed ??= planner.Left().GetEnumerator();
            return unnamed.MoveNext() ? planner.PlanLeft(left++, unnamed.Current) : null;
        }

        return await plan.ReadAsync(cancellationToken) is { } line && PlanLine.ContactOf(line) is { } contact
            ? planner.PlanLeft(left++, contact) with { Planned = line }
            : null;
    }
}
