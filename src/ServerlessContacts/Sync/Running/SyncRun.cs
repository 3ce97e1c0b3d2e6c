using ServerlessContacts.Sync.Merging;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>How a run stopped.</summary>
/// <param name="Reason">Why the owner has to decide; null where nothing is wrong.</param>
internal sealed record RunStop(bool IsDone, string? Reason = null);

/// <summary>Goes from stage to stage, each step ending in a transaction that holds what was done and where to go on.</summary>
internal sealed class SyncRun(SyncSession session, IEnumerable<ProviderGroup> groups)
{
    /// <summary>Somebody edits a contact in the very moment we store it: again is soon enough.</summary>
    private const int MostRepeats = 20;

    private readonly FirstMatch firstMatch = new(session);
    private readonly SyncWriter writer = session.Writer;
    private readonly GroupRenames renames = new(session, groups);
    private readonly PhotoSearch photos = new(session);

    private Desk? desk;

    /// <summary>What a preview found.</summary>
    public IReadOnlyList<Outcome> Previewed => [.. renames.Foretold, .. Desk.Previewed];

    /// <summary>What was laid aside.</summary>
    public Desk Desk => desk ?? throw new InvalidOperationException("The run has not begun.");

    /// <summary>The contact at which the provider failed; null where it failed elsewhere, or before the run had begun.</summary>
    public string? StumbledAt => desk?.StumbledAt;

    /// <summary>How many writes the next run sends in one call at first.</summary>
    public int? Width => desk is null ? writer.State.Width : desk.Width;

    /// <summary>Works until the run is over, the owner has to decide, or the time is up.</summary>
    public async Task<RunStop> RunAsync(string run, DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        desk = await Desk.OpenAsync(session, cancellationToken);
        // A preview looks from the beginning, whatever a run under way is at.
        if (writer.State.Stage == Stage.Idle || session.IsPreview)
        {
            await writer.FlushAsync(await BegunAsync(run, cancellationToken), cancellationToken);
        }

        while (writer.State.Stage != Stage.Idle)
        {
            if (session.Now >= deadline)
            {
                return new RunStop(IsDone: false);
            }

            if (writer.State.Stage is Stage.Pull or Stage.Push or Stage.Remove && !await RenameAsync(deadline, cancellationToken))
            {
                return new RunStop(IsDone: false);
            }

            if (writer.State.Stage == Stage.Weigh && Objection() is { } reason)
            {
                return new RunStop(IsDone: false, reason);
            }

            await StepAsync(cancellationToken);
        }

        return new RunStop(IsDone: true);
    }

    private async Task<SyncState> BegunAsync(string run, CancellationToken cancellationToken)
    {
        var isOther = !string.Equals(writer.State.Choice, session.Chosen.Mark, StringComparison.Ordinal);
        var isFull = writer.State.Delta is null || isOther || session.Now - writer.State.LastFull >= session.Pace.ReconcileInterval
            || await new Creation(session).NeedsListingAsync(cancellationToken);
        // What is done here from now on is in the log after this, deletions of what we are about to bring in included.
        var isFirst = writer.State.Run is null;
        var position = isFirst ? await session.Journal.SequenceAsync(session.Partition, cancellationToken) : writer.State.Position;
        return writer.State with
        {
            Run = run,
            Stage = Stage.Pull,
            Cursor = null,
            IsFull = isFull,
            Choice = session.Chosen.Mark,
            IsFirstLook = isOther || writer.State.LastFull is null,
            HasUnmet = session.IsTwoWay && (writer.State.HasUnmet || writer.State.WasOneWay),
            WasOneWay = !session.IsTwoWay,
            Pages = 0,
            Blocks = await BlocksAsync(run, cancellationToken),
            PullBegan = session.Now,
            Position = position,
            Counts = string.Equals(writer.State.Run, run, StringComparison.Ordinal) ? writer.State.Counts : new RunCounts(),
            Decision = Decision.None,
            Renames = isFirst ? await session.Past.RenamesAsync(cancellationToken) : writer.State.Renames,
        };
    }

    /// <summary>A process may end between a run's end and the word of it; the run then begins once more and goes on telling what it did.</summary>
    private ValueTask<int> BlocksAsync(string run, CancellationToken cancellationToken) =>
        session.Journal.RowsAsync(session.Partition, RunStore.Kind, cancellationToken, $"{session.Connection}~{run}~", $"{session.Connection}~{run}~~").CountAsync(cancellationToken);

    /// <summary>Why what would be taken away is implausible and nobody has agreed to it yet.</summary>
    private string? Objection() => writer.State.Decision != Decision.None || session.IsPreview
        ? null
        : Weighing.Reason(session.Settings.Brake, Desk.Deferred.Removals.Aggregate(
            default(Removals), (sum, removal) => sum + removal.What), writer.State.Linked);

    /// <summary>Before items and contacts are compared, so that a label that its owner renames while a run is under way is not taken for one that went.</summary>
    private Task<bool> RenameAsync(DateTimeOffset deadline, CancellationToken cancellationToken) => RepeatedAsync(() => renames.RunAsync(deadline, cancellationToken), cancellationToken);

    private Task StepAsync(CancellationToken cancellationToken) => RepeatedAsync(
        async () =>
        {
            var next = await NextAsync(cancellationToken);
            await (Desk.IsSettled
                ? writer.FlushAsync(next, cancellationToken)
                : throw new InvalidOperationException("The step left writes unsent."));
            return true;
        },
        cancellationToken);

    private async Task<bool> RepeatedAsync(Func<Task<bool>> step, CancellationToken cancellationToken)
    {
        for (var repeats = 0; ; repeats++)
        {
            try
            {
                return await step();
            }
            catch (ChangedMeanwhileException) when (repeats < MostRepeats)
            {
                // What was laid aside in this step was not stored either, and a row may be there that was not.
                session.Rows.Forget();
                desk = await Desk.OpenAsync(session, cancellationToken);
            }
        }
    }

    private async Task<SyncState> NextAsync(CancellationToken cancellationToken) => writer.State.Stage switch
    {
        Stage.Pull => await PullAsync(cancellationToken),
        Stage.Sweep => await new SweepStage(session, Desk).RunAsync(cancellationToken),
        Stage.Push => await new PushStage(session, Desk, firstMatch).RunAsync(cancellationToken),
        Stage.Weigh when session.IsPreview => writer.State with { Stage = Stage.Idle },
        Stage.Weigh => writer.State with { Stage = Desk.Deferred.Removals.Count > 0 ? Stage.Remove : Stage.Photos },
        Stage.Remove => await new RemoveStage(session, Desk).RunAsync(cancellationToken),
        _ => await new PhotoStage(session, Desk, photos).RunAsync(cancellationToken),
    };

    private async Task<SyncState> PullAsync(CancellationToken cancellationToken)
    {
        if (writer.State.Pages == 0 && !session.IsPreview)
        {
            await new PushStage(session, Desk, firstMatch).SettleAsync(cancellationToken);
        }

        var next = await new PullStage(session, Desk, firstMatch).RunAsync(cancellationToken);
        if (next.Stage != Stage.Pull)
        {
            session.Rows.Forget();
        }

        return next;
    }
}
