using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Members;
using ServerlessContacts.Providers.Google;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Running;

namespace ServerlessContacts.Tests.Erasure;

/// <summary>A member who has everything that a member can have, beside others who know the same people and stay.</summary>
internal sealed class MarkedMember(ErasureRig rig)
{
    public const string Connection = "00112233445566778899";
    public const string Shared = "s0-other";
    public const string Import = "00000000000000000007";

    public static readonly MemberId Zoe = new("zoe");
    public static readonly Partition Own = Partition.Member(ErasureRig.Acme, Zoe);
    public static readonly Partition Members = Partition.Directory(ErasureRig.Acme);

    /// <summary>What must not be found anywhere: all of it was in some place before.</summary>
    public static readonly string[] Marks = ["quartz", "zq@", "bellamy", "a-secret-note", "formerly-here", "88776655", "feedbeef", "zoe-account", "review-text", "a-star", "an-upload"];

    public async Task FillAsync()
    {
        await WriteAsync(Members, MemberRecord.RowKey(Zoe), StoredJson.Write(Entry("Zoe Oldquartz", "zq@old.example")), StoredJson.Write(
            Entry("Zoe Quartz", "zq@new.example")));
        await WriteAsync(Own, "c~one", ContactJson.Write(Bellamy("formerly-here")), ContactJson.Write(Bellamy("a-secret-note")));
        await WriteAsync(Own, "x~two", ContactJson.Write(Bellamy("formerly-here")));
        await WriteAsync(Partition.Shared(ErasureRig.Acme, 0), "c~other", ContactJson.Write(MarkedPerson.Someone()));
        await WriteAsync(ErasureRig.Own, "c~same", ContactJson.Write(MarkedPerson.Someone()));
        await BesidesAsync();
        await SyncedAsync();
        await ImportedAsync();
        Blobs();
    }

    private static MemberRecord Entry(string name, string email) => new() { Id = Zoe.Value, Name = name, Email = email, Created = DateTimeOffset.UnixEpoch };

    private static ContactRecord Bellamy(string notes)
    {
        var contact = new Contact { Name = new ContactName { Full = "Bella Bellamy" }, Phones = [new Phone { Number = "+819088776655" }], Notes = notes, Photo = "feedbeef" };
        return Provenance.Create(contact, "member:zoe", $"import:{Import}#2", DateTimeOffset.UnixEpoch);
    }

    private async Task WriteAsync(Partition partition, string key, params byte[][] states)
    {
        foreach (var state in states)
        {
            await rig.CommitAsync(partition, new Edit(key, await rig.Journal.FindAsync(partition, key, default), state));
        }
    }

    private async Task BesidesAsync()
    {
        var entry = MemberRecord.ContactId(Zoe);
        await WriteAsync(Own, $"f~{Shared}", """{"at":"a-star"}"""u8.ToArray());
        await WriteAsync(Own, $"q~{Shared}", """{"w":1}"""u8.ToArray());
        await WriteAsync(Own, $"i~{Shared}~1~x", """{"id":"x","number":"+819088776655","by":"member:zoe"}"""u8.ToArray());
        await WriteAsync(ErasureRig.Own, $"f~{Shared}", """{"at":"2026-01-01"}"""u8.ToArray());
        await WriteAsync(ErasureRig.Own, $"f~{entry}", """{"at":"2026-01-01"}"""u8.ToArray());
        await WriteAsync(ErasureRig.Own, $"i~{entry}~1~w", """{"id":"w","by":"member:anna"}"""u8.ToArray());
        await WriteAsync(ErasureRig.Own, $"i~{Shared}~1~v", """{"id":"v","by":"member:anna"}"""u8.ToArray());
        await WriteAsync(ErasureRig.Own, "d~c1~kept", """{"item":"Zoe Somebody"}"""u8.ToArray());
        await WriteAsync(Members, $"q~{entry}", """{"w":1}"""u8.ToArray());
        await WriteAsync(Members, "i~-~1~z", """{"id":"z","number":"+81311111111","by":"key:1"}"""u8.ToArray());
    }

    private async Task SyncedAsync()
    {
        var connection = new Connection { Id = Connection, Provider = GoogleProvider.ProviderName, AskedAccount = "zoe-account@example.com", Created = DateTimeOffset.UnixEpoch };
        await rig.CommitAsync(Own, [.. ConnectionStore.Add(connection, new ConnectionStanding())]);
        await rig.CommitAsync(
            Own,
            Unlogged($"o~{Connection}", "zoe-account"u8.ToArray()), Unlogged($"l~{Connection}~one", """{"raw":"bellamy"}"""u8.ToArray()), Unlogged($"j~{Connection}~1", "\"one\""u8.ToArray()),
            Unlogged($"y~{Connection}", LinkJson.Write(new SyncState { Holder = "me", Until = DateTimeOffset.MaxValue })), Unlogged($"d~{Connection}~x", "\"bellamy\""u8.ToArray()),
            Unlogged($"e~{Connection}~r", "\"review-text\""u8.ToArray()), Unlogged($"s~{Connection}~{new string('0', 20)}", "{}"u8.ToArray()), Unlogged($"v~{Connection}~1", "{}"u8.ToArray()));
    }

    private async Task ImportedAsync()
    {
        await rig.Table.SubmitAsync(
            Partition.Imports(ErasureRig.Acme).Key,
            [
                RowWrite.Insert($"i~{Import}", 0, """{"record":{"id":"00000000000000000007","file":"bellamy.csv"},"options":{"owner":"zoe"},"blob":{"container":"uploads","path":"acme/7/bellamy.csv"}}"""u8.ToArray()),
                RowWrite.Insert("i~00000000000000000008", 0, """{"record":{"id":"00000000000000000008","file":"others.csv"},"options":{"owner":"anna"},"blob":{"container":"uploads","path":"acme/8/others.csv"}}"""u8.ToArray()),
            ],
            default);
        await rig.Table.SubmitAsync("~imports", [RowWrite.Insert("p~acme~9", 0, """{"tenant":"acme","id":"9","fileName":"an-upload.csv","options":{"owner":"zoe"}}"""u8.ToArray())], default);
    }

    private void Blobs()
    {
        rig.Files.Put("uploads/acme/7/bellamy.csv", "name\nBella Bellamy\n"u8.ToArray());
        rig.Files.Put("import-reports/acme/7/bellamy.csv.report.json", "{}"u8.ToArray());
        rig.Files.Put($"import-reports/acme/{Import}/plan.ndjson", """{"after":"Bella Bellamy"}"""u8.ToArray());
        rig.Files.Put("uploads/acme/9/an-upload.csv", "name\nBella Bellamy\n"u8.ToArray());
        rig.Files.Put("imports/acme/staff.csv", "name\nZoe Quartz\n"u8.ToArray());
        rig.Files.Put("uploads/acme/8/others.csv", "name\nOlga Other\n"u8.ToArray());
        rig.Files.Put("photos/acme/feedbeef", [1]);
        rig.Files.Put("photos/acme/0123456789", [2]);
        rig.Files.Put("search-snapshots/acme/contacts", "bellamy"u8.ToArray());
    }

    private static Edit Unlogged(string key, byte[] data) => new(key, null, data) { IsLogged = false };
}
