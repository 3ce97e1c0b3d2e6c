namespace ServerlessContacts.Store.Housekeeping;

/// <summary>What is kept for how long; each may be set in the section <see cref="Section"/> of the configuration.</summary>
public sealed record Retentions
{
    public const string Section = "Housekeeping";

    /// <summary>
    /// A receipt goes with its change, and must outlive every repeat of its operation: messages live seven days, and an
    /// <c>Idempotency-Key</c> is honoured for a day at least. Twice that.
    /// </summary>
    public static readonly TimeSpan LeastOfLog = TimeSpan.FromDays(14);

    /// <summary>What an <c>Idempotency-Key</c> was bound to: as long as the receipts that a repeat meets.</summary>
    public static readonly TimeSpan RequestKeys = LeastOfLog;

    private readonly TimeSpan logRetention = TimeSpan.FromDays(90);

    /// <summary>
    /// How long a change stays in the log at least: as long can imports be undone, deleted contacts restored, and followers stay away
    /// without starting over.
    /// </summary>
    /// <exception cref="SettingException">Less than <see cref="LeastOfLog"/>.</exception>
    public TimeSpan LogRetention
    {
        get => logRetention;
        init => logRetention = value >= LeastOfLog
            ? value
            : throw new SettingException($"{Section}__{nameof(LogRetention)} is {value}; it has to be {LeastOfLog} at least.");
    }

    /// <summary>The file that somebody sent, once its import has ended and no plan of it can be applied any more.</summary>
    public TimeSpan SentFiles { get; init; } = TimeSpan.FromDays(30);

    /// <summary>
    /// Rejected rows, plans and reports of imports; a plan that nobody has applied by then cannot be applied any more. What an import was
    /// stays, as contacts name it.
    /// </summary>
    public TimeSpan ImportReports { get; init; } = TimeSpan.FromDays(180);

    /// <summary>A photo that nothing names any more, since it was last stored. Long enough for whoever has stored one to name it.</summary>
    public TimeSpan Photos { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Files that were dropped into the folder of no tenant.</summary>
    public TimeSpan Quarantine { get; init; } = TimeSpan.FromDays(90);

    /// <summary>What a sync did. The newest run of each connection is kept however old it is.</summary>
    public TimeSpan SyncRuns { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Calls and messages. How much a contact is called and written to is kept apart from them, and stays.</summary>
    public TimeSpan Interactions { get; init; } = TimeSpan.FromDays(730);
}
