using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Connections;

namespace ServerlessContacts.Tests.Sync.Connections;

public sealed class SettingsPatchTests
{
    private static readonly ConnectionSettings Changed = new()
    {
        Direction = SyncDirection.OneWay,
        Groups = ["g1"],
        Visibility = Visibility.Everyone,
        ChosenDeletePolicy = DeletePolicy.Ignore,
        ConflictRule = ConflictRule.Review,
        Brake = new Brake(0.5, 50),
    };

    [Theory]
    [InlineData("""{}""", """{"direction":"twoWay","visibility":"owner","conflictRule":"newest","brake":{"share":0.2,"atLeast":5}}""")]
    [InlineData("""{"direction":"oneWay"}""", """{"direction":"oneWay","visibility":"owner","conflictRule":"newest","brake":{"share":0.2,"atLeast":5}}""")]
    [InlineData("""{"groups":["a","b","a"]}""", """{"direction":"twoWay","groups":["a","b"],"visibility":"owner","conflictRule":"newest","brake":{"share":0.2,"atLeast":5}}""")]
    [InlineData("""{"visibility":"roleAndBelow","deletePolicy":"unlink"}""", """{"direction":"twoWay","visibility":"roleAndBelow","deletePolicy":"unlink","conflictRule":"newest","brake":{"share":0.2,"atLeast":5}}""")]
    [InlineData("""{"conflictRule":"provider","brake":{"share":1}}""", """{"direction":"twoWay","visibility":"owner","conflictRule":"provider","brake":{"share":1,"atLeast":5}}""")]
    [InlineData("""{"brake":{"share":0,"atLeast":0}}""", """{"direction":"twoWay","visibility":"owner","conflictRule":"newest","brake":{"share":0,"atLeast":0}}""")]
    public void A_patch_changes_what_it_names(string patch, string expected) => Assert.Equal(expected, Apply(new ConnectionSettings(), patch));

    [Theory]
    [InlineData("""{"direction":null,"groups":null,"visibility":null,"deletePolicy":null,"conflictRule":null,"brake":null}""", """{"direction":"twoWay","visibility":"owner","conflictRule":"newest","brake":{"share":0.2,"atLeast":5}}""")]
    [InlineData("""{"brake":{"share":null}}""", """{"direction":"oneWay","groups":["g1"],"visibility":"everyone","deletePolicy":"ignore","conflictRule":"review","brake":{"share":0.2,"atLeast":50}}""")]
    public void Null_falls_back_to_the_default(string patch, string expected) => Assert.Equal(expected, Apply(Changed, patch));

    [Theory]
    [InlineData(Visibility.Owner, DeletePolicy.Delete)]
    [InlineData(Visibility.OwnerAndFollowers, DeletePolicy.Review)]
    [InlineData(Visibility.Role, DeletePolicy.Review)]
    [InlineData(Visibility.RoleAndBelow, DeletePolicy.Review)]
    [InlineData(Visibility.Everyone, DeletePolicy.Review)]
    public void The_delete_policy_goes_by_who_sees_the_contacts(Visibility visibility, DeletePolicy expected)
    {
        Assert.Equal(expected, new ConnectionSettings { Visibility = visibility }.DeletePolicy);
        Assert.Equal(DeletePolicy.Unlink, new ConnectionSettings { Visibility = visibility, ChosenDeletePolicy = DeletePolicy.Unlink }.DeletePolicy);
    }

    [Theory]
    [InlineData("""{"colour":1}""", "settings.colour", "field-unknown")]
    [InlineData("""{"direction":"OneWay"}""", "settings.direction", "choice-invalid")]
    [InlineData("""{"direction":1}""", "settings.direction", "choice-invalid")]
    [InlineData("""{"visibility":"nobody"}""", "settings.visibility", "choice-invalid")]
    [InlineData("""{"deletePolicy":""}""", "settings.deletePolicy", "choice-invalid")]
    [InlineData("""{"conflictRule":{}}""", "settings.conflictRule", "choice-invalid")]
    [InlineData("""{"groups":[]}""", "settings.groups", "groups-invalid")]
    [InlineData("""{"groups":"a"}""", "settings.groups", "groups-invalid")]
    [InlineData("""{"groups":[1]}""", "settings.groups", "groups-invalid")]
    [InlineData("""{"groups":["a\n"]}""", "settings.groups", "groups-invalid")]
    [InlineData("""{"brake":5}""", "settings.brake", "type-invalid")]
    [InlineData("""{"brake":{"often":1}}""", "settings.brake.often", "field-unknown")]
    [InlineData("""{"brake":{"share":1.1}}""", "settings.brake.share", "number-invalid")]
    [InlineData("""{"brake":{"share":"0.5"}}""", "settings.brake.share", "number-invalid")]
    [InlineData("""{"brake":{"atLeast":-1}}""", "settings.brake.atLeast", "number-invalid")]
    [InlineData("""{"brake":{"atLeast":1.5}}""", "settings.brake.atLeast", "number-invalid")]
    public void What_cannot_be_set_is_named(string patch, string field, string code)
    {
        var changes = new SettingsPatch(ConnectionRig.Json(patch), "settings.", []);
        changes.Apply(new ConnectionSettings());
        var problem = Assert.Single(changes.Problems);
        Assert.Equal((field, code), (problem.Field, problem.Code));
    }

    [Theory]
    [InlineData("""{"groups":["there","gone"]}""", null)]
    [InlineData("""{"groups":["there","mistyped"]}""", "mistyped")]
    public void A_group_that_the_account_has_not_and_that_was_not_chosen_before_cannot_be_chosen(string patch, string? unknown)
    {
        var changes = new SettingsPatch(ConnectionRig.Json(patch), "settings.", ["there", "other"]);
        changes.Apply(new ConnectionSettings { Groups = ["gone"] });
        Assert.Equal(unknown is null ? [] : [unknown], changes.Problems.Select(problem => problem.Message.Split(' ')[0]));
    }

    private static string Apply(ConnectionSettings settings, string patch)
    {
        var changes = new SettingsPatch(ConnectionRig.Json(patch), "", []);
        var applied = changes.Apply(settings);
        Assert.Empty(changes.Problems);
        return StoredJson.Text(applied);
    }
}
