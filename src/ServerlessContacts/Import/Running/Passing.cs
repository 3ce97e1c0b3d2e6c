using ServerlessContacts.Import.Registering;

namespace ServerlessContacts.Import.Running;

/// <summary>Lets small files pass a large one between its chunks.</summary>
/// <param name="time">Whose clock.</param>
/// <param name="interval">How often somebody looks whether one waits.</param>
/// <param name="waiting">Those that wait.</param>
/// <param name="run">Runs them.</param>
internal sealed class Passing(
    TimeProvider time,
    TimeSpan interval,
    Func<CancellationToken, Task<IReadOnlyList<ActiveImport>>> waiting,
    Func<IReadOnlyList<ActiveImport>, CancellationToken, Task> run)
{
    private long looked = time.GetTimestamp();

    /// <summary>For what is small itself.</summary>
    public static Passing None(TimeProvider time) =>
        new(time, TimeSpan.MaxValue, _ => Task.FromResult<IReadOnlyList<ActiveImport>>([]), (_, _) => Task.CompletedTask);

    /// <param name="settle">Ends what is under way: the small ones are to find it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task LetPassAsync(Func<Task> settle, CancellationToken cancellationToken)
    {
        if (time.GetElapsedTime(looked) < interval)
        {
            return;
        }

        if (await waiting(cancellationToken) is { Count: > 0 } small)
        {
            await settle();
            await run(small, cancellationToken);
        }

        looked = time.GetTimestamp();
    }
}
