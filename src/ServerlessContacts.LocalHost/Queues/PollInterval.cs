namespace ServerlessContacts.LocalHost.Queues;

/// <summary>The pause between polls: short after a message, doubling up to the longest while the queue stays empty.</summary>
internal sealed class PollInterval(TimeSpan longest)
{
    /// <summary>The shortest pause the Functions host makes.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    private TimeSpan next = Shortest;

    /// <summary>After a full or partial batch there is no pause: more may be there.</summary>
    public TimeSpan After(int messages)
    {
        if (messages > 0)
        {
            next = Shortest;
            return TimeSpan.Zero;
        }

        var pause = next < longest ? next : longest;
        next = pause * 2;
        return pause;
    }
}
