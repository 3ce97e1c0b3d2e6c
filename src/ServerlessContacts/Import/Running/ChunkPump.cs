namespace ServerlessContacts.Import.Running;

/// <summary>Works on chunk after chunk, several at a time, and counts them in their order, until there is none left or the time is up.</summary>
internal sealed class ChunkPump(Deadline deadline, Passing passing, int mostInFlight)
{
    /// <summary>True when the file has ended, false when the time is up. Every run goes one chunk forward.</summary>
    public async Task<bool> RunAsync(
        ChunkReader reader,
        Func<Chunk, CancellationToken, Task<ChunkResult>> work,
        ImportProgress progress,
        int first,
        CancellationToken cancellationToken)
    {
        var inFlight = new Queue<Task<ChunkResult>>();
        try
        {
            var isComplete = false;
            for (var number = first; !isComplete && (number == first || !deadline.IsOver); number++)
            {
                await passing.LetPassAsync(() => DrainAsync(inFlight, 0, progress, cancellationToken), cancellationToken);
                if (await reader.ReadAsync(number, cancellationToken) is { } chunk)
                {
                    inFlight.Enqueue(Task.Run(() => work(chunk, cancellationToken), cancellationToken));
                }
                else
                {
                    isComplete = true;
                }

                await DrainAsync(inFlight, isComplete ? 0 : mostInFlight - 1, progress, cancellationToken);
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
