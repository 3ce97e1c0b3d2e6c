using System.Net;
using ServerlessContacts.Access;

namespace ServerlessContacts.EndToEnd.Api;

public sealed class LabelTests(ApiFixture fixture) : ApiTest(fixture)
{
    [Fact]
    public async Task A_members_labels_are_listed_renamed_and_taken_off_and_are_nobody_elses()
    {
        await LabelledAsync(Tenant.Anna, "A", "Friends", "Work");
        await LabelledAsync(Tenant.Anna, "B", "Friends");
        await LabelledAsync(Tenant.Ben, "C", "Friends");
        Assert.Equal(["Friends 2", "Work 1"], await LabelsAsync(Tenant.Anna));

        var renamed = (await Tenant.Anna.PatchAsync("labels/Friends", Json("""{ "name": " Work " }"""), null)).Json();
        Assert.Equal(("Work", 2), (renamed.Text("name"), renamed.Number("count")));
        Assert.Equal(["Work 2"], await LabelsAsync(Tenant.Anna));
        Assert.Equal(["Friends 1"], await LabelsAsync(Tenant.Ben));

        (await Tenant.Anna.DeleteAsync("labels/Work")).Is(HttpStatusCode.NoContent);
        (await Tenant.Anna.DeleteAsync("labels/Work")).Problem(404, "not-found");
        Assert.Empty(await LabelsAsync(Tenant.Anna));
    }

    [Fact]
    public async Task A_name_with_a_slash_and_other_signs_is_one_label()
    {
        await LabelledAsync(Tenant.Anna, "A", "友達/仕事 & more");
        (await Tenant.Anna.PatchAsync($"labels/{Uri.EscapeDataString("友達/仕事 & more")}", Json("""{ "name": "a/b" }"""), null)).Is(HttpStatusCode.OK);
        Assert.Equal(["a/b 1"], await LabelsAsync(Tenant.Anna));
    }

    [Fact]
    public async Task Labels_are_their_members_and_the_administrators_who_names_the_owner()
    {
        await LabelledAsync(Tenant.Anna, "A", "Friends");
        (await Tenant.Ben.PatchAsync("labels/Friends", Json("""{ "name": "Mine" }"""), null)).Problem(404, "not-found");
        (await Tenant.Ben.GetAsync("labels?owner=anna")).Problem(403, "permission-missing");
        Assert.Equal("Friends", (await GetAsync(Tenant.Administrator, "labels?owner=anna")).List("items")[0].Text("name"));
        var application = await Tenant.WithNewKeyAsync(Permission.ContactsRead);
        (await application.GetAsync("labels")).Problem(403, "permission-missing");
    }

    private static async Task LabelledAsync(ApiClient caller, string name, params string[] labels)
    {
        var contact = Named(name);
        contact["labels"] = new System.Text.Json.Nodes.JsonArray([.. labels.Select(label => (System.Text.Json.Nodes.JsonNode)label)]);
        await CreateAsync(caller, contact);
    }

    private static async Task<IEnumerable<string>> LabelsAsync(ApiClient caller) =>
        (await GetAsync(caller, "labels")).List("items").Select(label => $"{label.Text("name")} {label.Number("count")}");
}
