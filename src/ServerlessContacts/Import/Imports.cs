using Microsoft.Extensions.Logging;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory;
using ServerlessContacts.Import.Cards;
using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Registering;
using ServerlessContacts.Import.Reports;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Housekeeping;
using ServerlessContacts.Store.Work;

namespace ServerlessContacts.Import;

/// <summary>Registers files and tells what became of them. Registering is all that a trigger does: the work is done from the queue.</summary>
public sealed partial class Imports(
    ImportServices services,
    TenantDirectory tenants,
    HousekeepingCalendar calendar,
    UploadTickets tickets,
    UploadQuota quota,
    IWorkQueue<ImportMessage> queue,
    ILogger<Imports> logger)
{
    /// <summary>Long enough for a large file over a slow line.</summary>
    public static readonly TimeSpan TicketLife = TimeSpan.FromHours(1);

    private readonly ImportStore imports = services.Imports;
    private readonly ActiveImports active = services.Active;
    private readonly ImportFiles files = services.Files;
    private readonly TimeProvider time = services.Time;
    private readonly ReportWriter reports = new(services.Files);

    public Task<StoredImport?> FindAsync(TenantId tenant, string id, CancellationToken cancellationToken) => imports.FindAsync(tenant, id, cancellationToken);

    /// <summary>Newest first.</summary>
    public IAsyncEnumerable<StoredImport> AllAsync(TenantId tenant, CancellationToken cancellationToken) => imports.AllAsync(tenant, cancellationToken);

    /// <summary>The rejected cards so far, each with its reason in a property; null where there are none, or the rows are no cards.</summary>
    public async Task<Stream?> OpenRejectedCardsAsync(StoredImport import, CancellationToken cancellationToken) =>
        await files.OpenReportAsync(ReportPaths.Of(import, ReportNames.Cards), cancellationToken);

    /// <summary>The rejected rows so far as CSV in UTF-8; null where there are none.</summary>
    public async Task<Stream?> OpenRejectedAsync(StoredImport import, CancellationToken cancellationToken) =>
        await files.OpenReportAsync(ReportPaths.Of(import, ReportNames.Rows), cancellationToken);

    /// <summary>A page of what the import would do or has planned to do; null where no page begins there.</summary>
    public Task<ListedPage?> PlanAsync(StoredImport import, long from, int size, CancellationToken cancellationToken) =>
        ImportLists.PageAsync(files, ReportPaths.Of(import, ImportLists.Plan), import.Plan ?? ListExtent.None, from, size, cancellationToken);

    /// <summary>A page of what it did otherwise than planned, or, taking another back, had to leave; null where no page begins there.</summary>
    public Task<ListedPage?> ReportAsync(StoredImport import, long from, int size, CancellationToken cancellationToken) =>
        ImportLists.PageAsync(files, ReportPaths.Of(import, ImportLists.Report), import.Report ?? ListExtent.None, from, size, cancellationToken);

    /// <summary>Registers a blob of container <see cref="ImportStorage.Dropped"/>. May be called for it as often as it is announced.</summary>
    /// <returns>Whether nobody had registered it before.</returns>
    public async Task<bool> RegisterDroppedAsync(string path, CancellationToken cancellationToken)
    {
        if (await files.FindAsync(ImportStorage.Dropped, path, cancellationToken) is not { } facts)
        {
            return false;
        }

        var blob = new SourceBlob(ImportStorage.Dropped, path, facts.Version, facts.Length);
        if (await TenantOfAsync(path, cancellationToken) is not { } tenant)
        {
            await QuarantineAsync(blob, cancellationToken);
            return true;
        }

        if (await imports.FindByBlobAsync(tenant, blob, cancellationToken) is { } known)
        {
            await AnnounceAsync(known, cancellationToken);
            return false;
        }

        var (options, problem) = DroppedOptions.Read(facts.Metadata);
        var record = NewRecord(ImportId.New(time.GetUtcNow()), path[(tenant.Value.Length + 1)..], blob, ImportRecord.DroppedBy);
        await RegisterAsync(tenant, record, new RegisteredFile(blob), options, problem, cancellationToken);
        return true;
    }

    /// <summary>
    /// Stores the file in container <see cref="ImportStorage.Uploads"/> and registers it. Requests with one idempotency key, however many at once, are one import: each stores its
    /// file under a name of its own, and those that come second take theirs away.
    /// </summary>
    public async Task<UploadResult> RegisterUploadAsync(ImportUpload upload, Stream content, CancellationToken cancellationToken)
    {
        DemandOwner(upload);
        if (upload.IdempotencyKey is { } key)
        {
            return await RegisterOnceAsync(upload, key, content, cancellationToken);
        }

        return await quota.RefuseAsync(upload.Tenant, cancellationToken)
            ?? new UploadResult.Registered(await StoreAsync(upload, ImportId.New(time.GetUtcNow()), null, content, cancellationToken));
    }

    private async Task<UploadResult> RegisterOnceAsync(ImportUpload upload, string key, Stream content, CancellationToken cancellationToken)
    {
        var id = await tickets.ReserveIdAsync(upload.Tenant, $"{upload.Actor}\n{key}", ImportId.New(time.GetUtcNow()), cancellationToken);
        await using var hashed = new HashedStream(content);
        var import = await imports.FindAsync(upload.Tenant, id, cancellationToken);
        if (import is null && await quota.RefuseAsync(upload.Tenant, cancellationToken) is { } refused)
        {
            return refused;
        }

        import ??= await StoreAsync(upload, id, hashed, hashed, cancellationToken);
        return import.FileHash is null || import.FileHash == await hashed.HashAsync(cancellationToken) ? new UploadResult.Registered(import) : new UploadResult.KeyReused();
    }

    private async Task<StoredImport> StoreAsync(ImportUpload upload, string id, HashedStream? hashed, Stream content, CancellationToken cancellationToken)
    {
        var name = UploadName.Clean(upload.FileName);
        var path = hashed is null ? $"{upload.Tenant}/{id}/{name}" : $"{upload.Tenant}/{id}/{Guid.NewGuid():N}/{name}";
        var facts = await files.UploadAsync(ImportStorage.Uploads, path, content, cancellationToken);
        var blob = new SourceBlob(ImportStorage.Uploads, path, facts.Version, facts.Length);
        var file = new RegisteredFile(blob, hashed is null ? null : await hashed.HashAsync(cancellationToken));
        var stored = await RegisterAsync(upload.Tenant, NewRecord(id, name, blob, upload.Actor), file, upload.Options, null, cancellationToken);
        if (stored.Blob != blob)
        {
            await files.DeleteSentAsync(path, cancellationToken);
        }
        else
        {
            await quota.AddAsync(upload.Tenant, blob.Length, cancellationToken);
        }

        return stored;
    }

    /// <summary>Gives an address that takes one blob. The right to it is in the address itself and ends after <see cref="TicketLife"/>.</summary>
    public async Task<UploadResult> PrepareUploadAsync(ImportUpload upload, CancellationToken cancellationToken)
    {
        DemandOwner(upload);
        if (await quota.RefuseAsync(upload.Tenant, cancellationToken) is { } refused)
        {
            return refused;
        }

        var id = ImportId.New(time.GetUtcNow());
        if (upload.IdempotencyKey is { } key)
        {
            id = await tickets.ReserveIdAsync(upload.Tenant, $"address\n{upload.Actor}\n{key}", id, cancellationToken);
        }

        var ticket = new UploadTicket(upload.Tenant.Value, id, UploadName.Clean(upload.FileName), upload.Actor, upload.Options, time.GetUtcNow() + TicketLife);
        await tickets.AddAsync(ticket, cancellationToken);
        return new UploadResult.Prepared(
            new UploadAddress(id, await files.UploadUrlAsync(ticket.Path, ticket.Expires, cancellationToken), ticket.Expires));
    }

    /// <summary>Registers a blob of container <see cref="ImportStorage.Uploads"/> that somebody stored at an address they were given.</summary>
    public async Task RegisterUploadedAsync(string path, CancellationToken cancellationToken)
    {
        if (path.Split('/') is not [var first, var id, _] || !TenantId.TryParse(first, out var tenant)
            || await tickets.FindAsync(tenant, id, cancellationToken) is not { } ticket || ticket.Path != path
            || await files.FindAsync(ImportStorage.Uploads, path, cancellationToken) is not { } facts)
        {
            return;
        }

        var blob = new SourceBlob(ImportStorage.Uploads, path, facts.Version, facts.Length);
        await RegisterAsync(tenant, NewRecord(id, ticket.FileName, blob, ticket.Actor), new RegisteredFile(blob), ticket.Options, null, cancellationToken);
        await quota.AddAsync(tenant, blob.Length, cancellationToken);
        await tickets.RemoveAsync(ticket, cancellationToken);
    }

    private static void DemandOwner(ImportUpload upload)
    {
        if (upload.Options is { Scope: ImportScope.Personal, Owner: null })
        {
            throw new ArgumentException("A personal import names the member whose contacts it goes into.", nameof(upload));
        }
    }

    private static ImportRecord NewRecord(string id, string file, SourceBlob blob, string by) => new() { Id = id, File = UploadName.Shown(file), Source = blob.ToString(), By = by };

    private async ValueTask<TenantId?> TenantOfAsync(string path, CancellationToken cancellationToken) =>
        path.Split('/', 2) is [var first, _] && TenantId.TryParse(first, out var tenant) && await tenants.FindAsync(tenant, cancellationToken) is not null
            ? tenant
            : null;

    private async Task<StoredImport> RegisterAsync(
        TenantId tenant, ImportRecord record, RegisteredFile file, ImportOptions options, ImportProblem? problem, CancellationToken cancellationToken)
    {
        var (blob, now) = (file.Blob, time.GetUtcNow());
        problem ??= blob.Path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || CardFiles.IsNamedSo(blob)
            || LdifFiles.IsNamedSo(blob) ? null : ImportProblems.UnsupportedType;
        var import = new StoredImport
        {
            Record = problem is null ? record with { DryRun = options.DryRun } : record with { Status = ImportStatus.Rejected, Problem = problem, Started = now, Finished = now },
            Options = options,
            Blob = blob,
            FileHash = file.Hash,
            Registered = now,
            Saved = now,
            Tenant = tenant,
        };
        await calendar.EnsureAsync(HousekeepingCalendar.FirstOf(Partition.Imports(tenant), now), cancellationToken);
        if (problem is null)
        {
            await active.AddAsync(tenant, record.Id, blob.Length, cancellationToken);
        }

        var stored = await imports.AddAsync(import, cancellationToken);
        Log.Registered(logger, tenant.Value, stored.Record.Id, blob.Length);
        if (problem is not null)
        {
            ImportTelemetry.Ended(stored.Record);
        }

        await AnnounceAsync(stored, cancellationToken);
        return stored;
    }

    /// <summary>Whoever registered the file may have died right after: what was to follow is done again, which harms nothing.</summary>
    private async Task AnnounceAsync(StoredImport import, CancellationToken cancellationToken)
    {
        if (import.Record.Status == ImportStatus.Queued)
        {
            await queue.SendAsync(new ImportMessage(import.Tenant.Value, import.Record.Id), TimeSpan.Zero, cancellationToken);
        }
        else if (import.Record.Status == ImportStatus.Rejected)
        {
            await reports.WriteAsync(import, cancellationToken);
        }
    }

    private async Task QuarantineAsync(SourceBlob blob, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var record = NewRecord(ImportId.New(now), blob.Path, blob, ImportRecord.DroppedBy) with
        {
            Status = ImportStatus.Rejected,
            Problem = ImportProblems.UnknownTenant,
            Started = now,
            Finished = now,
        };
        await reports.WriteAsync(ImportStorage.Quarantine, blob, record, cancellationToken);
        await files.QuarantineAsync(blob, cancellationToken);
        ImportTelemetry.Ended(record);
        Log.Quarantined(logger, blob.Length);
    }

    private sealed record RegisteredFile(SourceBlob Blob, string? Hash = null);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Import {Import} of tenant {Tenant} is registered: {Bytes} bytes")]
        public static partial void Registered(ILogger logger, string tenant, string import, long bytes);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A dropped file of {Bytes} bytes lies in no tenant's folder and was moved to quarantine")]
        public static partial void Quarantined(ILogger logger, long bytes);
    }
}
