using System.Text;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Tests.Erasure;

/// <summary>A person who is in every place that a tenant has, beside somebody else who is in the same places and stays.</summary>
internal sealed class MarkedPerson(ErasureRig rig)
{
    public const string Shared = "s0-marked";
    public const string Personal = "manna-marked";
    public const string Other = "s0-other";
    public const string Connection = "c1";
    public const string ItemId = "people/c-ZEB";

    /// <summary>What must not be found anywhere: all of it was in some place before. Photos are named by their hash.</summary>
    public static readonly string[] Marks = ["zebulon", "quartermain", "zq@", "88776655", "a-secret-note", "formerly-here", "people/c-zeb", "feedbeef"];

    public async Task FillAsync()
    {
        var shard = Partition.Shared(ErasureRig.Acme, 0);
        await WriteAsync(shard, "c~marked", Record("zq@old.example", "formerly-here"), Record("zq@erase.example", "a-secret-note"));
        await WriteAsync(shard, "c~other", Someone(), Someone() with { Updated = rig.Time.GetUtcNow() });
        await WriteAsync(ErasureRig.Own, "c~marked", Record("zq@erase.example", "a-secret-note"));
        await BesidesAsync(shard);
        await SyncedAsync();
        await ImportedAsync();
        Blobs();
    }

    public static ContactRecord Someone() => new()
    {
        Contact = new Contact { Name = new ContactName { Full = "Olga Other" }, Emails = [new Email { Address = "olga@other.example" }], Photo = "0123456789" },
        Created = DateTimeOffset.UnixEpoch,
        Updated = DateTimeOffset.UnixEpoch,
        UpdatedBy = "member:anna",
    };

    private static ContactRecord Record(string email, string notes)
    {
        var contact = new Contact
        {
            Name = new ContactName { Full = "Zebulon Quartermain", Given = "Zebulon", Family = "Quartermain" },
            Emails = [new Email { Address = email }],
            Phones = [new Phone { Number = "+819088776655", Raw = "090-8877-6655" }],
            Notes = notes,
            Photo = "feedbeef",
        };
        return Provenance.Create(contact, "member:anna", "import:00000000000000000001#2", DateTimeOffset.UnixEpoch);
    }

    private async Task WriteAsync(Partition partition, string key, params ContactRecord[] states)
    {
        foreach (var state in states)
        {
            var before = await rig.Journal.FindAsync(partition, key, default);
            await rig.CommitAsync(partition, new Edit(key, before, ContactJson.Write(state)));
        }
    }

    private async Task BesidesAsync(Partition shard)
    {
        await rig.CommitAsync(shard, New($"q~{Shared}", """{"w":1}"""), New($"i~{Shared}~1~x", $$"""{"id":"x","contact":"{{Shared}}","number":"+819088776655","by":"member:anna"}"""));
        await rig.CommitAsync(ErasureRig.Own, New($"f~{Shared}", """{"at":"2026-01-01"}"""), New($"f~{Other}", """{"at":"2026-01-01"}"""), New($"q~{Shared}", """{"w":1}"""));
        await rig.CommitAsync(Partition.Directory(ErasureRig.Acme), New("i~-~1~y", """{"id":"y","number":"090 8877 6655","by":"key:1"}"""), New("i~-~1~z", """{"id":"z","number":"+81311111111","by":"key:1"}"""));
        await rig.CommitAsync(Partition.Directory(ErasureRig.Acme), New("u~email~zq=40erase.example", $$"""{"Contact":"{{Shared}}","At":"2026-01-01T00:00:00Z"}"""));
    }

    private async Task SyncedAsync()
    {
        var item = new ProviderItem { Id = ItemId, ETag = "1", Raw = """{"names":[{"givenName":"Zebulon","familyName":"Quartermain"}]}""" };
        var link = new Link { Contact = "marked", State = LinkState.Linked, Born = Side.Here, Item = item };
        var outcomes = new[] { new Outcome(Side.Here, OutcomeKind.Added, Personal, "Zebulon Quartermain"), new Outcome(Side.Here, OutcomeKind.Added, "manna-else", "Somebody Else") };
        await rig.CommitAsync(ErasureRig.Own, New($"n~{Connection}", "{}"), Unlogged($"n~{Connection}~standing", "{}"));
        await rig.CommitAsync(
            ErasureRig.Own,
            Unlogged($"l~{Connection}~marked", LinkJson.Write(link)), Unlogged(new LinkKeys(Connection).Remote(ItemId), LinkJson.Write("marked")),
            Unlogged($"y~{Connection}", LinkJson.Write(new SyncState { Linked = 3, Holder = "me", Until = DateTimeOffset.MaxValue })),
            Unlogged($"g~{Connection}~marked", "{}"), Unlogged($"d~{Connection}~+marked", "\"marked\""),
            Unlogged($"d~{Connection}~elsewhere", """{"contact":"elsewhere","item":{"raw":"Zebulon Quartermain"}}"""),
            Unlogged($"e~{Connection}~r1", LinkJson.Write(new Review("r1", Personal, "Zebulon Quartermain", "notes", "a-secret-note", "x", default) { At = DateTimeOffset.UnixEpoch })),
            Unlogged($"s~{Connection}~{new string('0', 20)}~00000000", LinkJson.Write(outcomes)));
    }

    private Task ImportedAsync() => rig.Table.SubmitAsync(
        Partition.Imports(ErasureRig.Acme).Key,
        [
            RowWrite.Insert("i~00000000000000000001", 0, """{"record":{"id":"00000000000000000001","file":"staff.csv"},"blob":{"container":"imports","path":"acme/staff.csv"}}"""u8.ToArray()),
            RowWrite.Insert("i~00000000000000000002", 0, """{"record":{"id":"00000000000000000002","file":"quartermain-zebulon.vcf"},"blob":{"container":"uploads","path":"acme/2/quartermain-zebulon.vcf"}}"""u8.ToArray()),
        ],
        default);

    private void Blobs()
    {
        // In an encoding that nobody looks for: the import is known to have read it.
        rig.Files.Put("imports/acme/staff.csv", Encoding.UTF32.GetBytes("Zebulon"));
        rig.Files.Put("imports/acme/others.csv", "name\nOlga Other\n"u8.ToArray());
        rig.Files.Put("uploads/acme/2/quartermain-zebulon.vcf", "nothing"u8.ToArray());
        rig.Files.Put("import-reports/acme/1/rejected.csv", "name,phone\n\"Quartermain, Zebulon\",\"090 8877 6655\"\n"u8.ToArray());
        rig.Files.Put("import-reports/acme/1/plan.ndjson", """{"action":"create","after":{"given":"Zebulon","family":"Quartermain"}}"""u8.ToArray());
        rig.Files.Put("imports-quarantine/acme/q.csv", Encoding.Unicode.GetBytes("\ufeffzq@erase.example"));
        rig.Files.Put("imports/beta/theirs.csv", "name\nOlga Other\n"u8.ToArray());
        rig.Files.Put("photos/acme/feedbeef", [1]);
        rig.Files.Put("photos/acme/0123456789", [2]);
        rig.Files.Put("search-snapshots/acme/contacts", "zebulon"u8.ToArray());
    }

    private static Edit New(string key, string data) => new(key, null, Encoding.UTF8.GetBytes(data));

    private static Edit Unlogged(string key, string data) => Unlogged(key, Encoding.UTF8.GetBytes(data));

    private static Edit Unlogged(string key, byte[] data) => new(key, null, data) { IsLogged = false };
}
