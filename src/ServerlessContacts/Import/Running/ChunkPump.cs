namespace ServerlessContacts.Import.Running;

/// <summary>Works on chunk after chunk, several at a time, and counts them in their order, until there is none left or the time is up.</summary>
internal sealed class ChunkPump(TimeProvider time, ImportSettings settings)
{
    private readonly long began = time.GetTimestamp();

    /// <summary>True when the file has ended, false when the time is up.</summary>
    public async Task<bool> RunAsync(
        ChunkReader reader, Func<Chunk, CancellationToken, Task<ChunkResult>> work, ImportProgress progress, int first, CancellationToken cancellationToken)
    {
        var inFlight = new Queue<Task<ChunkResult>>();
        try
        {
            var isComplete = false;
            for (var number = first; !isComplete && time.GetElapsedTime(began) < settings.Budget; number++)
            {
                if (await reader.ReadAsync(number, cancellationToken) is { } chunk)
                {
                    inFlight.Enqueue(Task.Run(() => work(chunk, cancellationToken), cancellationToken));
                }
                else
                {
                    isComplete = true;
                }

                await DrainAsync(inFlight, isComplete ? 0 : settings.ChunksInFlight - 1, progress, cancellationToken);
            }

            await DrainAsync(inFlight, 0, progress, cancellationToken);
            return isComplete;
        }
        finally
        {
            // Whatever went wrong, nothing of this run may be written after it has ended.
            await ((Task)Task.WhenAll(inFlight)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task DrainAsync(Queue<Task<ChunkResult>> inFlight, int left, ImportProgress progress, CancellationToken cancellationToken)
    {
        while (inFlight.Count > left)
        {
            progress.Count(await inFlight.Peek());
            _ = inFlight.Dequeue();
            await progress.SaveIfDueAsync(cancellationToken);
        }
    }
}
