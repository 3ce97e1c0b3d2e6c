using System.Runtime.CompilerServices;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Import.Registering;

/// <summary>
/// The rows of imports in <see cref="Partition.Imports"/>: one for each import, newest first by its id, and one for each version of a blob, so that it is
/// registered once however often it is announced.
/// </summary>
public sealed class ImportStore(ITable table, TimeProvider time, Retentions retentions)
{
    public static RowKind BlobKind { get; } = new('b', "imported blob", PartitionKind.Imports);

    private readonly PlainRows rows = new(table);

    public async Task<StoredImport?> FindAsync(TenantId tenant, string id, CancellationToken cancellationToken) =>
        IsId(id) && await rows.FindAsync(Key(tenant), RowOf(id), cancellationToken) is { } row ? Read(tenant, row) : null;

    /// <summary>Newest first.</summary>
    public async IAsyncEnumerable<StoredImport> AllAsync(TenantId tenant, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in rows.RowsAsync(Key(tenant), StoredImport.Kind, cancellationToken))
        {
            yield return Read(tenant, row);
        }
    }

    /// <summary>The import of this version of the blob, or null where nobody has registered it.</summary>
    public async Task<StoredImport?> FindByBlobAsync(TenantId tenant, SourceBlob blob, CancellationToken cancellationToken) =>
        await rows.FindAsync(Key(tenant), RowOf(blob), cancellationToken) is { } row
            ? await FindAsync(tenant, StoredJson.Read<string>(row.Data), cancellationToken)
            : null;

    /// <summary>Stores a new import, or answers the one that this version of the blob, or this id, has already.</summary>
    public async Task<StoredImport> AddAsync(StoredImport import, CancellationToken cancellationToken)
    {
        var added = await rows.InsertBothAsync(
            Key(import.Tenant), (RowOf(import.Record.Id), StoredJson.Write(import)), (
                RowOf(import.Blob), StoredJson.Write(import.Record.Id)), cancellationToken);
        var stored = added
            ? await FindAsync(import.Tenant, import.Record.Id, cancellationToken)
            : await FindByBlobAsync(import.Tenant, import.Blob, cancellationToken) ?? await FindAsync(import.Tenant, import.Record.Id, cancellationToken);
        return stored ?? throw new InvalidDataException($"The import of {import.Blob} is neither new nor known.");
    }

    /// <summary>Stores a new import that takes another back and has no file of its own, or answers it where it is there.</summary>
    public async Task<StoredImport> AddUndoAsync(StoredImport undo, CancellationToken cancellationToken)
    {
        await rows.InsertAsync(Key(undo.Tenant), RowOf(undo.Record.Id), StoredJson.Write(undo), cancellationToken);
        return await FindAsync(undo.Tenant, undo.Record.Id, cancellationToken) ?? throw new InvalidDataException($"Import {undo.Record.Id} is gone right after it was stored.");
    }

    /// <summary>Stores the import's new state; null where somebody else has changed it since it was read.</summary>
    public async Task<StoredImport?> SaveAsync(StoredImport import, CancellationToken cancellationToken)
    {
        var saved = import with { Saved = time.GetUtcNow() };
        var before = import.Row ?? throw new InvalidOperationException("Only an import that was read can be saved.");
        return await rows.ReplaceAsync(Key(import.Tenant), before, StoredJson.Write(saved), cancellationToken) is { } row
            ? saved with { Row = row }
            : null;
    }

    private StoredImport Read(TenantId tenant, StoredRow row)
    {
        var import = StoredJson.Read<StoredImport>(row.Data);
        return import with { Row = row, Tenant = tenant, Record = import.Record with { UndoableUntil = UndoableUntil(import) } };
    }

    /// <summary>The first change came after the start, and no change leaves the log before its time.</summary>
    private DateTimeOffset? UndoableUntil(StoredImport import) =>
        import.Record is { DryRun: false, Status: ImportStatus.Done or ImportStatus.Failed } ? (import.Record.Started ?? import.Registered) + retentions.LogRetention : null;

    private static string Key(TenantId tenant) => Partition.Imports(tenant).Key;

    private static string RowOf(string id) => StoredImport.Kind.Key(id);

    private static string RowOf(SourceBlob blob) => ImportStore.BlobKind.Key(RowKeys.Hash($"{blob}\n{blob.Version}"));

    /// <summary>Ids come from outside too, and not every text may stand in a key.</summary>
    private static bool IsId(string id) => id.Length == ImportId.Length && id.All(char.IsAsciiHexDigitLower);
}
