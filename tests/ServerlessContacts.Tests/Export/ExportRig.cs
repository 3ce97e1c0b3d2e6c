using System.Text;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Export;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Blobs;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Tests.Store;
using ServerlessContacts.Tests.Store.Blobs;

namespace ServerlessContacts.Tests.Export;

/// <summary>Exports over a table in memory, of a tenant in Japan, as Ada sees it.</summary>
internal sealed class ExportRig
{
    public static readonly TenantId Tenant = new("demo");
    public static readonly MemberId Ada = new("ada");
    public static readonly AccessScope Scope = new(Tenant, TenantRecord.FirstShards, Ada);
    public static readonly PhoneParser Phones = new(new PhoneParserOptions { Country = "JP" });

    /// <summary>No test here has a picture, so nobody calls it.</summary>
    private static readonly Photos NoPhotos = new(new MemoryBlobs(TimeProvider.System));

    public ExportRig(ITable? table = null)
    {
        Table = table ?? new MemoryTable();
        Journal = new Journal(Table, TimeProvider.System);
    }

    public ITable Table { get; }

    public Journal Journal { get; }

    public Exports Exports => new(Journal, NoPhotos);

    public Task ShareAsync(params IEnumerable<Contact> contacts) => CreateAsync(number => ContactId.Shared(0, $"c{number:0000}"), contacts);

    public Task OwnAsync(MemberId member, params IEnumerable<Contact> contacts) => CreateAsync(number => ContactId.Personal(member, $"p{number:0000}"), contacts);

    public Task<PreparedExport> PrepareAsync(ExportFormat format, ExportQuery? query = null) =>
        Exports.PrepareAsync(Scope, query ?? new ExportQuery(), format, Phones, default);

    public async Task<string> ExportAsync(ExportFormat format, ExportQuery? query = null) => await WriteAsync(await PrepareAsync(format, query));

    public static async Task<string> WriteAsync(PreparedExport export)
    {
        using var file = new MemoryStream();
        await export.WriteAsync(file, default);
        return Encoding.UTF8.GetString(file.ToArray());
    }

    public static async Task<IReadOnlyList<string>> LossesAsync(ExportFormat format, Contact contact)
    {
        var rig = new ExportRig();
        await rig.ShareAsync(contact);
        return [.. (await rig.PrepareAsync(format)).Report.Losses.Select(loss => loss.Field)];
    }

    private async Task CreateAsync(Func<int, ContactId> id, IEnumerable<Contact> contacts)
    {
        var edits = contacts.Select((contact, number) => (Id: id(number), Edit: ContactEdits.Create(id(number), Record(contact)))).ToList();
        foreach (var batch in edits.Chunk(StoreLimits.EditsPerTransaction))
        {
            await Journal.CommitAsync(Partition.Of(Tenant, batch[0].Id), Operation.New("member:ada"), [.. batch.Select(one => one.Edit)], default);
        }
    }

    private static ContactRecord Record(Contact contact) => Provenance.Create(contact, "member:ada", "member:ada", DateTimeOffset.UnixEpoch);
}
