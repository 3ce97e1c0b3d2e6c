using ServerlessContacts.Contacts;
using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Registering;
using ServerlessContacts.Import.Reports;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Import;

/// <summary>What became of a decision about an import.</summary>
public abstract record ImportDecided
{
    private ImportDecided()
    {
    }

    /// <summary>The import that now waits for its turn: the one applied, or the one that takes another back.</summary>
    public sealed record Accepted(StoredImport Import) : ImportDecided;

    /// <summary>It is not in a state in which that can be decided.</summary>
    public sealed record Refused(ImportProblem Problem) : ImportDecided;

    public sealed record NotFound : ImportDecided;
}

/// <summary>Lets a planned or stopped import go on, and takes imports back. Deciding the same again changes nothing.</summary>
public sealed class ImportDecisions(
    ImportStore imports, ActiveImports active, ImportFiles files, IWorkQueue<ImportMessage> queue, TimeProvider time)
{
    /// <summary>Each link of a chain of imports that take each other back lengthens the ids of its operations, which end at 100 characters.</summary>
    private const int LongestChain = 24;

    private readonly ReportWriter reports = new(files);

    /// <summary>
    /// Writes what was planned. What has changed since is decided anew. An import that asks for the encoding goes on with the likeliest.
    /// </summary>
    public Task<ImportDecided> ApplyAsync(TenantId tenant, string id, CancellationToken cancellationToken) => ApplyAsync(tenant, id, null, cancellationToken);

    /// <param name="tenant">Whose.</param>
    /// <param name="id">The import.</param>
    /// <param name="encoding">What an import that asks for it is to be read in; null for the likeliest.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<ImportDecided> ApplyAsync(TenantId tenant, string id, string? encoding, CancellationToken cancellationToken)
    {
        for (var retry = Retry.OnConflict(id); await imports.FindAsync(tenant, id, cancellationToken) is { } import; retry.Again())
        {
            if (import is { IsApplied: true, Record.UndoneBy: null })
            {
                return await AcceptAsync(import, cancellationToken);
            }

            if (IsReadAgain(import, encoding))
            {
                return await AcceptAsync(import, cancellationToken);
            }

            if (RefuseApply(import, encoding) is { } refusal)
            {
                return new ImportDecided.Refused(refusal);
            }

            await active.AddAsync(tenant, id, import.Blob.Length, cancellationToken);
            await reports.ForgetRejectedAsync(import, cancellationToken);
            if (await imports.SaveAsync(import.WaitsForEncoding ? import.ReadAs(encoding ?? import.Record.Encoding!) : Applied(import), cancellationToken) is { } saved)
            {
                return await AcceptAsync(saved, cancellationToken);
            }
        }

        return new ImportDecided.NotFound();
    }

    /// <summary>Takes an import back by another, which can itself be taken back.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="id">The import.</param>
    /// <param name="actor"><c>member:ID</c> or <c>key:ID</c>.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<ImportDecided> UndoAsync(TenantId tenant, string id, string actor, CancellationToken cancellationToken)
    {
        for (var retry = Retry.OnConflict(id); await imports.FindAsync(tenant, id, cancellationToken) is { } import; retry.Again())
        {
            if (await OngoingAsync(import, actor, cancellationToken) is { } ongoing)
            {
                return await AcceptAsync(ongoing, cancellationToken);
            }

            if (await RefuseUndoAsync(import, cancellationToken) is { } refusal)
            {
                return new ImportDecided.Refused(refusal);
            }

            var marked = import with { Record = import.Record with { UndoneBy = ImportId.New(time.GetUtcNow()) }, StatusBeforeUndo = import.StatusBeforeUndo ?? import.Record.Status };
            if (await imports.SaveAsync(marked, cancellationToken) is { } saved)
            {
                return await AcceptAsync(await AddAsync(saved, actor, cancellationToken), cancellationToken);
            }
        }

        return new ImportDecided.NotFound();
    }

    /// <summary>Whether the same was said before.</summary>
    private static bool IsReadAgain(StoredImport import, string? encoding) =>
        import is { IsEncodingSettled: true, CanBeApplied: false, Record.UndoneBy: null } && (encoding is null || string.Equals(encoding, import.Options.Encoding, StringComparison.OrdinalIgnoreCase));

    private static ImportProblem? RefuseApply(StoredImport import, string? encoding) =>
        encoding is not null && !import.WaitsForEncoding ? ImportProblems.EncodingSettled
        : encoding is not null && TextEncodings.Find(encoding) is null ? ImportProblems.UnknownEncoding
        : !import.CanBeApplied ? ImportProblems.NothingToApply : import.Kept == KeptFiles.All ? null : ImportProblems.PlanGone;

    private static StoredImport Applied(StoredImport import)
    {
        var next = import.ToWriting();
        var record = next.Record with { Status = ImportStatus.Queued, DryRun = false, Progress = 0, Started = null, Finished = null, Problem = null };
        return next with { Record = record, Options = next.Options with { DryRun = false }, IsApplied = true };
    }

    private async Task<ImportProblem?> RefuseUndoAsync(StoredImport import, CancellationToken cancellationToken) => import.Record switch
    {
        { Status: ImportStatus.Queued or ImportStatus.Running } => ImportProblems.StillRunning,
        { Status: ImportStatus.Rejected } or { DryRun: true } => ImportProblems.NothingToUndo,
        { UndoableUntil: { } until } when until < time.GetUtcNow() => ImportProblems.HistoryGone,
        _ => await IsChainLongAsync(import, cancellationToken) ? ImportProblems.ChainTooLong : null,
    };

    private async Task<bool> IsChainLongAsync(StoredImport import, CancellationToken cancellationToken)
    {
        var length = 1;
        for (var at = import; at?.Record.Undoes is { } before; length++)
        {
            at = await imports.FindAsync(at.Tenant, before, cancellationToken);
        }

        return length > LongestChain;
    }

    /// <summary>The one that takes the import back or has; null where there is none, or it has failed. Whoever marked the import may have died before it was there.</summary>
    private async Task<StoredImport?> OngoingAsync(StoredImport import, string actor, CancellationToken cancellationToken) => import.Record.UndoneBy is not { } by
        ? null
        : await imports.FindAsync(import.Tenant, by, cancellationToken) is { } undo
            ? undo.Record.Status == ImportStatus.Failed ? null : undo
            : await AddAsync(import, actor, cancellationToken);

    private async Task<StoredImport> AddAsync(StoredImport undone, string actor, CancellationToken cancellationToken)
    {
        var record = undone.Record;
        var undo = new StoredImport
        {
            Record = new ImportRecord { Id = record.UndoneBy!, File = record.File, Source = record.Source, By = actor, Undoes = record.Id },
            Options = undone.Options,
            Blob = undone.Blob,
            Registered = time.GetUtcNow(),
            Saved = time.GetUtcNow(),
            Tenant = undone.Tenant,
        };
        await active.AddAsync(undone.Tenant, undo.Record.Id, undo.Blob.Length, cancellationToken);
        return await imports.AddUndoAsync(undo, cancellationToken);
    }

    /// <summary>Whoever decided before may have died before the message was sent.</summary>
    private async Task<ImportDecided> AcceptAsync(StoredImport import, CancellationToken cancellationToken)
    {
        if (import.Record.Status == ImportStatus.Queued)
        {
            await queue.SendAsync(new ImportMessage(import.Tenant.Value, import.Record.Id), TimeSpan.Zero, cancellationToken);
        }

        return new ImportDecided.Accepted(import);
    }
}
