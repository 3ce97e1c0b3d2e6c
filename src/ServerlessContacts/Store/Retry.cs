namespace ServerlessContacts.Store;

/// <summary>
/// Bounds a loop that reads a row, decides, and writes it again until nobody else was faster:
/// <c>for (var retry = Retry.OnConflict(partition); ; retry.Again())</c>.
/// </summary>
public sealed class Retry
{
    /// <summary>Each lost race is somebody else's write, so this many in a row mean a fault, or far too many writers of one row.</summary>
    public const int MaxTries = 50;

    private readonly object what;
    private readonly int max;
    private int lost;

    private Retry(object what, int max) => (this.what, this.max) = (what, max);

    /// <param name="what">The row or partition that is written, as the message of <see cref="StoreBusyException"/> names it.</param>
    /// <param name="max">How many tries there are.</param>
    public static Retry OnConflict(object what, int max = MaxTries) => new(what, max);

    /// <summary>To be called after each lost race, before the next try.</summary>
    /// <exception cref="StoreBusyException">There are no more tries.</exception>
    public void Again()
    {
        if (++lost == max)
        {
            throw new StoreBusyException(what);
        }
    }
}

/// <summary>Too many wrote to one place at once; the same call may be repeated.</summary>
public sealed class StoreBusyException(object what) : Exception($"{what} is written by too many at once.");
