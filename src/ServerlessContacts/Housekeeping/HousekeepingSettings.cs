using ServerlessContacts.Store.Housekeeping;

namespace ServerlessContacts.Housekeeping;

/// <summary>How housekeeping works; each may be set in the section of the configuration that <see cref="Retentions"/> are in.</summary>
public sealed record HousekeepingSettings
{
    /// <summary>A partition is not looked at more often, however much is written to it; as much longer may a change stay.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long one message is worked on before the rest is left to the next.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>Messages that one round of the timer sends; what remains is sent by the next.</summary>
    public int PartitionsPerSweep { get; init; } = 1000;
}
