using System.Text.Json.Nodes;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Editing;
using ServerlessContacts.Search;
using ServerlessContacts.Store.Claims;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Tests.Import;
using ServerlessContacts.Tests.Search;
using ServerlessContacts.Tests.Store;
using ServerlessContacts.Tests.Sync.Running;

namespace ServerlessContacts.Tests.Directory.Tenants;

/// <summary>A rule that the tenant has switched off is off wherever contacts are written or numbers are read.</summary>
public sealed class TenantRuleTests
{
    private const string Written = "0033612345678";

    private const string International = "+33612345678";

    public static TheoryData<bool, string> Rules { get; } = new() { { true, International }, { false, Written } };

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task An_import_obeys_it(bool isOn, string number)
    {
        var rig = await ImportAsync(isOn);
        Assert.Equal(number, (await rig.OnlyContactAsync()).Phones[0].Number);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task An_undo_obeys_it(bool isOn, string number)
    {
        var rig = await ImportAsync(isOn);
        var second = await rig.ImportAsync($"name,phone,title\nAnn,{Written},New\n");
        await rig.UndoAsync(second.Id);
        var ann = await rig.OnlyContactAsync();
        Assert.Equal((number, "Old"), (ann.Phones[0].Number, ann.Organization!.Title));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task An_edit_obeys_it(bool isOn, string number)
    {
        var (table, time) = (new MemoryTable(), new ManualTime());
        var journal = new Journal(table, time);
        var contacts = new ContactStore(journal);
        var editor = new ContactEditor(journal, contacts, new Favorites(journal, time), new InternalEmails(new Claims(journal, time), contacts), time);
        var body = (JsonObject)JsonNode.Parse($$"""{"name":{"full":"Ann"},"phones":[{"number":"{{Written}}"}]}""")!;
        var made = Assert.IsType<EditResult.Saved>(await editor.CreateAsync(Context(isOn), body, shared: true, null, default));
        Assert.Equal(number, made.Contact.Record.Contact.Phones[0].Number);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task A_sync_obeys_it(bool isOn, string number)
    {
        var rig = await SyncRig.StartAsync();
        await SwitchAsync(rig.Table, rig.Time, isOn);
        rig.Restart();
        rig.Provider.Add(new Contact { Name = new ContactName { Full = "Ann" }, Phones = [new Phone { Number = Written }] });
        await rig.SyncAsync();
        Assert.Equal(number, Assert.Single(await rig.BookAsync()).Record.Contact.Phones[0].Number);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task A_lookup_obeys_it(bool isOn, string number)
    {
        var book = new AddressBook();
        await book.ShareAsync(new Contact { Name = new ContactName { Full = "Ann" }, Phones = [AddressBook.Phone(International, "FR")] });
        var query = new LookupQuery { Number = Written, Parser = Context(isOn).PhoneParser };
        var answer = (await book.Search.LookupAsync(AddressBook.ScopeOf(AddressBook.Ada), query, default)).Answer;
        Assert.Equal(number == International, answer.Certainty == LookupCertainty.International);
    }

    private static async Task<ImportRig> ImportAsync(bool isOn)
    {
        var rig = await ImportRig.StartAsync();
        await SwitchAsync(rig.Table, rig.Time, isOn);
        rig.Restart();
        await rig.ImportAsync($"name,phone,title\nAnn,{Written},Old\n");
        return rig;
    }

    private static EditContext Context(bool isOn)
    {
        var member = new MemberId("ada");
        var directory = new DirectoryState
        {
            Tenant = new TenantRecord
            {
                Name = "Demo",
                Country = "JP",
                Created = DateTimeOffset.UnixEpoch,
                Rules = new TenantRules { LeadingDoubleZeroIsInternational = isOn }
            },
        };
        return new EditContext(Caller.ForMember(ImportRig.Demo, member, [BuiltInRole.Manager]), new AccessScope(
            ImportRig.Demo, TenantRecord.FirstShards, member), directory);
    }

    private static async Task SwitchAsync(ITable table, TimeProvider time, bool isOn)
    {
        var journal = new Journal(table, time);
        var directory = new TenantDirectory(journal, ConfiguredTenants.None, time);
        var state = (await directory.FindAsync(ImportRig.Demo, default))!;
        Assert.NotNull(await new TenantStore(journal, time).UpdateAsync(
            ImportRig.Demo, state.TenantVersion, tenant =>
                tenant with { Rules = new TenantRules { LeadingDoubleZeroIsInternational = isOn } }, "member:boss", default));
    }
}
