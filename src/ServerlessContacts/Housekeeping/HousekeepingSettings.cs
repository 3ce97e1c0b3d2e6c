using ServerlessContacts.Store;

namespace ServerlessContacts.Housekeeping;

/// <summary>What is kept for how long; each may be set in the section <see cref="Section"/> of the configuration.</summary>
public sealed record HousekeepingSettings
{
    public const string Section = "Housekeeping";

    /// <summary>
    /// A receipt goes with its change, and must outlive every repeat of its operation: messages live seven days, and an <c>Idempotency-Key</c> is honoured for a day at least. Twice that.
    /// </summary>
    public static readonly TimeSpan LeastRetention = TimeSpan.FromDays(14);

    private readonly TimeSpan logRetention = TimeSpan.FromDays(90);

    /// <summary>How long a change stays in the log at least: as long can imports be undone, deleted contacts restored, and followers stay away without starting over.</summary>
    /// <exception cref="SettingException">Less than <see cref="LeastRetention"/>.</exception>
    public TimeSpan LogRetention
    {
        get => logRetention;
        init => logRetention = value >= LeastRetention
            ? value
            : throw new SettingException($"{Section}__{nameof(LogRetention)} is {value}; it has to be {LeastRetention} at least.");
    }

    /// <summary>A partition is not looked at more often, however much is written to it; as much longer may a change stay.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long one message is worked on before the rest is left to the next.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>Messages that one round of the timer sends; what remains is sent by the next.</summary>
    public int PartitionsPerSweep { get; init; } = 1000;
}
