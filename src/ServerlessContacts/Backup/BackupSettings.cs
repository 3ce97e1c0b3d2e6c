namespace ServerlessContacts.Backup;

/// <summary>How backups are made and kept; each may be set in the section <see cref="Section"/> of the configuration.</summary>
public sealed record BackupSettings
{
    public const string Section = "Backup";

    /// <summary>The setting with the schedule, in one word: the host finds no other in a trigger.</summary>
    public const string Schedule = "BackupSchedule";

    /// <summary>Every night.</summary>
    public const string DefaultSchedule = "0 40 2 * * *";

    /// <summary>How long a backup is kept. The newest whole one is kept however old it is.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(35);

    /// <summary>How long one message is worked on before the rest is left to the next.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>A backup that is not whole by then is given up, and the next begins anew. Much less than the log is kept, as the log repairs what changes while a partition is read.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(2);
}
