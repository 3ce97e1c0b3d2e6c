namespace ServerlessContacts.Import.Running;

/// <summary>When what is done within one message has to end.</summary>
internal sealed class Deadline(TimeProvider time, TimeSpan budget)
{
    private readonly long began = time.GetTimestamp();

    public bool IsOver => time.GetElapsedTime(began) >= budget;

    /// <summary>Over with this one, and after so long.</summary>
    public Deadline Within(TimeSpan length)
    {
        var left = budget - time.GetElapsedTime(began);
        return new Deadline(time, left < length ? left : length);
    }
}
