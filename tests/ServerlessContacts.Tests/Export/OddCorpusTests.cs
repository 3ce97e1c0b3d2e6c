using ServerlessContacts.Contacts;
using ServerlessContacts.Export;
using ServerlessContacts.Import;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Tests.Import;

namespace ServerlessContacts.Tests.Export;

/// <summary>
/// Odd cards and rows, as every producer writes them: what an import makes of them leaves in each format and comes back without making or
/// changing anything. Written for these tests after the
/// producers' documented headers and habits; nobody in them is real.
/// </summary>
public sealed class OddCorpusTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Export", "Odd");

    public static TheoryData<string> Files =>
        [.. System.IO.Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task The_corpus_holds_at_least_300_contacts_of_two_dozen_files()
    {
        var contacts = 0L;
        foreach (var file in System.IO.Directory.EnumerateFiles(Folder).Select(Path.GetFileName))
        {
            contacts += (await ImportAsync(file!)).Import.Rows.Created;
        }

        Assert.InRange(contacts, 300, 3000);
        Assert.InRange(System.IO.Directory.GetFiles(Folder).Length, 20, 100);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task An_odd_file_leaves_in_every_format_and_comes_back_unchanged(string file)
    {
        var (rig, import) = await ImportAsync(file);
        Assert.Equal((ImportStatus.Done, import.Rows.Total), (import.Status, import.Rows.Created));
        await ComesBackAsync(rig, import.Rows.Created);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Names_alone_tell_the_contacts_of_an_odd_file_apart(string file)
    {
        var (imported, _) = await ImportAsync(file);
        var named = (await imported.ContactsAsync()).Select(stored => stored.Record.Contact with { Phones = [], Emails = [] })
            .Where(contact => (contact.Name.Full ?? contact.Organization?.Name) is not null).ToList();
        var rig = await ImportRig.StartAsync();
        await new ExportRig(rig.Table).ShareAsync(named);
        await ComesBackAsync(rig, named.Count);
    }

    private static async Task<(ImportRig Rig, ImportRecord Import)> ImportAsync(string file)
    {
        var rig = await ImportRig.StartAsync();
        return (rig, await rig.ImportAsync(await File.ReadAllBytesAsync(Path.Combine(Folder, file))));
    }

    private static async Task ComesBackAsync(ImportRig rig, long contacts)
    {
        var before = await rig.ContactsAsync();
        foreach (var format in Enum.GetValues<ExportFormat>())
        {
            var export = await new ExportRig(rig.Table).ExportAsync(format, new ExportQuery { Scope = ExportScope.Shared });
            var rows = (await rig.ImportAsync(export)).Rows;
            Assert.Equal((format, contacts, contacts, 0L, 0L, 0L),
                (format, rows.Total, rows.Unchanged, rows.Created, rows.Updated, rows.Rejected));
            Assert.Equal(before.Select(Version), (await rig.ContactsAsync()).Select(Version));
        }
    }

    private static (ContactId Id, long Version) Version(StoredContact stored) => (stored.Id, stored.Version);
}
