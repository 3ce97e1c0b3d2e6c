using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Members;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Export;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Tests.Contacts;

namespace ServerlessContacts.Tests.Export;

/// <summary>Which contacts leave.</summary>
public class SelectionTests
{
    public static TheoryData<string, string> Queries => new()
    {
        { "all", "Ada's,ada,shared in f1,shared in g1,shared in root" },
        { "personal", "Ada's" },
        { "shared", "shared in f1,shared in g1,shared in root" },
        { "members", "ada" },
        { "folder f1", "shared in f1" },
        { "root", "shared in g1,shared in root" },
        { "group g1", "shared in g1" },
        { "label mine", "Ada's" },
        { "only", "shared in root" },
        { "only of another", "" },
        { "all at once", "" },
    };

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task All_conditions_hold_and_nothing_leaves_that_is_not_in_sight(string query, string names)
    {
        var rig = new ExportRig();
        await new TenantStore(rig.Journal, TimeProvider.System).EnsureAsync(ExportRig.Tenant, "Demo", "JP", default);
        await EnsureMemberAsync(rig);
        await rig.ShareAsync(Named("shared in root"), Named("shared in f1") with { Folder = "f1" }, Named("shared in g1") with { Groups = ["g1"] });
        await rig.OwnAsync(ExportRig.Ada, Named("Ada's") with { Labels = ["mine"] });
        await rig.OwnAsync(new MemberId("ben"), Named("Ben's") with { Labels = ["mine"] });
        var file = await rig.ExportAsync(ExportFormat.Csv, Query(query));
        Assert.Equal(names, string.Join(',', FormulaTests.Rows(file).Skip(1).Select(row => row[1]).Order(StringComparer.Ordinal)));
    }

    private static ExportQuery Query(string query) => query switch
    {
        "personal" => new ExportQuery { Scope = ExportScope.Personal },
        "shared" => new ExportQuery { Scope = ExportScope.Shared },
        "members" => new ExportQuery { Scope = ExportScope.Members },
        "folder f1" => new ExportQuery { Folders = new HashSet<string> { "f1" } },
        "root" => new ExportQuery { Folders = new HashSet<string> { "" } },
        "group g1" => new ExportQuery { Group = "g1" },
        "label mine" => new ExportQuery { Label = "mine" },
        "only" => new ExportQuery { Only = new HashSet<ContactId> { ContactId.Shared(0, "c0000") } },
        "only of another" => new ExportQuery { Only = new HashSet<ContactId> { ContactId.Personal(new MemberId("ben"), "p0000") } },
        "all at once" => new ExportQuery { Group = "g1", Label = "mine" },
        _ => new ExportQuery(),
    };

    private static Task EnsureMemberAsync(ExportRig rig)
    {
        var edit = new Edit(MemberRecord.RowKey(ExportRig.Ada), null, StoredJson.Write(
            new MemberRecord { Id = "ada", Created = DateTimeOffset.UnixEpoch }));
        return rig.Journal.CommitAsync(ServerlessContacts.Store.Partition.Directory(ExportRig.Tenant), Operation.New("member:ada"), [edit], default);
    }

    private static Contact Named(string name) => GeneratedContacts.Checked(new Contact { Name = new ContactName { Full = name } });
}
