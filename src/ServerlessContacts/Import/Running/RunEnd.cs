using ServerlessContacts.Contacts;

namespace ServerlessContacts.Import.Running;

/// <summary>How a run ended.</summary>
/// <param name="Import">As it is to be stored; where <paramref name="Status"/> is running, as it is stored.</param>
/// <param name="Status">Running where the time was up and the rest is left to the next message, queued where the next stage begins, else what the import ends as.</param>
/// <param name="Problem">Why it ends so.</param>
internal sealed record RunEnd(StoredImport Import, ImportStatus Status, ImportProblem? Problem = null)
{
    public static RunEnd GoesOn(StoredImport import) => new(import, ImportStatus.Running);

    public static RunEnd Refused(StoredImport import, ImportProblem problem) => new(import, ImportStatus.Rejected, problem);

    /// <summary>The end of a stage: what was planned is written next, if it was no dry run and deletes no more than is plausible.</summary>
    /// <param name="import">As it is to be stored.</param>
    /// <param name="loaded">What it was matched against.</param>
    /// <param name="unreadable">Rows of which nobody can tell whom they name.</param>
    /// <param name="brake">What it may delete unasked.</param>
    public static RunEnd OfStage(StoredImport import, LoadedIndex loaded, int unreadable, Brake brake)
    {
        var rows = import.Record.Rows;
        if (rows.Total == 0)
        {
            return Refused(import, ImportProblems.HeaderOnly);
        }

        if (import.Stage == ImportStage.Writing || import.Options.DryRun)
        {
            return new RunEnd(import with { Record = import.Record with { Planned = import.Record.Planned ?? (import.Plan is null ? null : rows) } }, ImportStatus.Done);
        }

        return Stop(import, loaded, unreadable, brake) is { } problem
            ? new RunEnd(import with { Record = import.Record with { Planned = rows, Rows = new ImportCounts() } }, ImportStatus.Waiting, problem)
            : new RunEnd(import.ToWriting(), ImportStatus.Queued);
    }

    private static ImportProblem? Stop(StoredImport import, LoadedIndex loaded, int unreadable, Brake brake)
    {
        var (deleted, of) = (import.Record.Rows.Deleted, loaded.Deletable(import.Options.Mode));
        return brake.IsTooMuch(deleted, of) ? ImportProblems.Brake(deleted, of)
            : deleted > 0 && unreadable > 0 && import.Options.Mode == ImportMode.Replace ? ImportProblems.UnreadableRows
            : null;
    }
}
