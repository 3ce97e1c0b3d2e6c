using System.Runtime.CompilerServices;
using ServerlessContacts.Contacts;
using ServerlessContacts.Import.Registering;
using ServerlessContacts.Import.Running;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Import;

/// <summary>The rows and files of imports. An erased member's imports go; of others' goes what their records say of the person.</summary>
public sealed class ImportRows(ITable table, ImportHousekeeping old, RestoredImports restored) : IOwnedRows, IErasedRows
{
    private readonly PlainRows rows = new(table);

    public IReadOnlyList<RowKind> Kinds { get; } =
    [
        StoredImport.Kind, ImportStore.BlobKind, WriterLease.Kind, UploadQuota.Kind, UploadTickets.ReservedKind, SavedMapping.Kind, ActiveImport.Kind, UploadTicket.Kind,
    ];

    /// <summary>Dropped and sent files are in no backup, as an import knows the very version of its file.</summary>
    public IReadOnlyList<OwnedContainer> Containers { get; } =
    [
        new(ImportStorage.Dropped, ContainerContent.Texts, IsBackedUp: false),
        new(ImportStorage.Uploads, ContainerContent.Texts, IsBackedUp: false),
        new(ImportStorage.Reports, ContainerContent.Texts, IsBackedUp: true),
        new(ImportStorage.Quarantine, ContainerContent.Texts, IsBackedUp: false),
    ];

    public IErasedRows Erasure => this;

    public IReadOnlyList<IHousekeepingStep> Housekeeping => [old];

    public Task RestoredAsync(Partition partition, CancellationToken cancellationToken) => restored.RunAsync(partition, cancellationToken);

    public RowErasure? Erase(OwnedRow row, ErasedPerson person) =>
        row.Kind == StoredImport.Kind ? EraseImport(row, person)
        : row.Kind == UploadTicket.Kind ? EraseTicket(row, person)
        : null;

    public async Task<PersonMarks> MarksAsync(ErasedPerson person, CancellationToken cancellationToken) => new()
    {
        Sources = await SourcesAsync(person, cancellationToken).ToListAsync(cancellationToken),
        Folders = person.Member is { } member
            ? await FoldersAsync(person.Tenant, member, cancellationToken).ToListAsync(cancellationToken)
            : [],
    };

    private static RowErasure? EraseImport(OwnedRow row, ErasedPerson person) =>
        IsInto(row, person) ? RowErasure.Delete(row)
        : JsonTexts.Without(row.Stored.Data, person) is { } left ? RowErasure.Replace(row, left)
        : null;

    private static RowErasure? EraseTicket(OwnedRow row, ErasedPerson person) =>
        row.Name.StartsWith($"{person.Tenant}~", StringComparison.Ordinal)
        && (IsInto(row, person) || person.IsIn(JsonTexts.Of(row.Stored.Data)))
            ? RowErasure.Delete(row)
            : null;

    /// <summary>The files from which the person's imports read them.</summary>
    private async IAsyncEnumerable<string> SourcesAsync(ErasedPerson person, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var import in person.Marks.Imports)
        {
            if (await rows.FindAsync(Partition.Imports(person.Tenant).Key, StoredImport.Kind.Key(import), cancellationToken) is { } row)
            {
                yield return $"{JsonTexts.At(row.Data, "blob", "container")}/{JsonTexts.At(row.Data, "blob", "path")}";
            }
        }
    }

    /// <summary>
    /// Of imports and open uploads into the member's own contacts: the file that was sent, what lies beside it, and what the import said.
    /// </summary>
    private async IAsyncEnumerable<string> FoldersAsync(
        TenantId tenant, MemberId member, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in rows.RowsAsync(Partition.Imports(tenant).Key, StoredImport.Kind, cancellationToken)
            .Where(row => OwnerIn(row) == member.Value))
        {
            yield return $"{tenant}/{RowKeys.NameOf(row.RowKey)}/";
            yield return JsonTexts.At(row.Data, "blob", "path")!;
        }

        var tickets = UploadTicket.Kind.Key($"{tenant}~");
        await foreach (var row in table.RangeAsync(ActiveImports.PartitionKey, tickets, tickets + '~', cancellationToken)
            .Where(row => OwnerIn(row) == member.Value))
        {
            yield return $"{tenant}/{KeyText.Decode(row.RowKey[tickets.Length..])}/";
        }
    }

    /// <summary>Whether an import, or an upload that is open, goes into the member's own contacts.</summary>
    private static bool IsInto(OwnedRow row, ErasedPerson person) => person.Member is { } member && OwnerIn(row.Stored) == member.Value;

    private static string? OwnerIn(StoredRow row) => JsonTexts.At(row.Data, "options", "owner");
}
