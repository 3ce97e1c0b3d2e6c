using ServerlessContacts.Import.Registering;
using ServerlessContacts.Import.Reports;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Import.Undoing;

/// <summary>
/// What an import's end says of those before it: an import that was taken back is undone, and what that one had taken back is there again, and so on. Settling it
/// again changes nothing.
/// </summary>
internal sealed class UndoChain(ImportStore imports, ReportWriter reports)
{
    public async Task SettleAsync(StoredImport undo, CancellationToken cancellationToken)
    {
        for (var (at, isUndone) = (undo, true); at.Record.Undoes is { } id && await imports.FindAsync(at.Tenant, id, cancellationToken) is { } import; isUndone = !isUndone)
        {
            at = await SaveAsync(isUndone ? Undone(import, at) : Back(import), cancellationToken);
        }
    }

    private static StoredImport Undone(StoredImport import, StoredImport by) => import with
    {
        Record = import.Record with { Status = ImportStatus.Undone, UndoneBy = by.Record.Id },
        StatusBeforeUndo = import.StatusBeforeUndo ?? import.Record.Status,
    };

    private static StoredImport Back(StoredImport import) => import with
    {
        Record = import.Record with { Status = import.StatusBeforeUndo ?? import.Record.Status, UndoneBy = null },
        StatusBeforeUndo = null,
    };

    private async Task<StoredImport> SaveAsync(StoredImport import, CancellationToken cancellationToken)
    {
        if (import.Record.Undoes is null)
        {
            await reports.WriteAsync(import, cancellationToken);
        }

        return await imports.SaveAsync(import, cancellationToken) ?? throw new LeaseLostException();
    }
}
