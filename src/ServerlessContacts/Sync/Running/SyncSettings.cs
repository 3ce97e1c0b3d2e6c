namespace ServerlessContacts.Sync.Running;

/// <summary>How syncs run; each may be set in the section <see cref="Section"/> of the configuration.</summary>
public sealed record SyncSettings
{
    public const string Section = "Sync";

    /// <summary>How often a provider is asked for changes. Google tells of none by itself; Microsoft's notifications come sooner.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often everything is listed although changes are known: Graph can miss the deletion of a folder's last contact.</summary>
    public TimeSpan ReconcileInterval { get; init; } = TimeSpan.FromDays(6);

    /// <summary>How long one message is worked on before the rest is left to the next.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>How long other instances wait for one whose process has died.</summary>
    public TimeSpan LeaseTime { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a message waits that finds another run at work.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>The wait after the first failure, doubled with each more up to <see cref="MostBackOff"/>.</summary>
    public TimeSpan BackOff { get; init; } = TimeSpan.FromSeconds(15);

    public TimeSpan MostBackOff { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The wait before a parked item is tried again, doubled with each attempt up to about a day.</summary>
    public TimeSpan ParkedFor { get; init; } = TimeSpan.FromMinutes(10);
}
