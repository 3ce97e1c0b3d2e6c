namespace ServerlessContacts.Import.Running;

/// <summary>Decides a chunk's rows and lists what would be done, and stores nothing.</summary>
internal sealed class ChunkPlanner(RowDecider decider)
{
    public async Task<ChunkResult> PlanAsync(Chunk chunk, CancellationToken cancellationToken)
    {
        var decisions = await decider.DecideAsync(chunk.Rows, chunk.Partition, cancellationToken);
        var listed = new JsonLines();
        foreach (var decision in decisions)
        {
            listed.Add(PlanLine.Of(decision));
        }

        return new ChunkResult(chunk, decisions, listed);
    }
}
