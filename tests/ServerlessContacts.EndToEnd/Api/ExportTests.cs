using System.Net;
using System.Text.Json.Nodes;
using ServerlessContacts.Access;
using ServerlessContacts.EndToEnd.LocalHost;
using ServerlessContacts.Tests.Export;

namespace ServerlessContacts.EndToEnd.Api;

public sealed class ExportTests(ApiFixture fixture) : ApiTest(fixture)
{
    [Theory]
    [InlineData("csv", "text/csv", "contacts.csv", "\uFEFFKind,Name,", "none")]
    [InlineData("google", "text/csv", "contacts-google.csv", "\uFEFFFirst Name,", "role;contacts=1")]
    [InlineData("outlook", "text/csv", "contacts-outlook.csv", "\uFEFF\"Title\",", "role;contacts=1")]
    [InlineData("vcard3", "text/vcard", "contacts.vcf", "BEGIN:VCARD\r\nVERSION:3.0\r\n", "none")]
    [InlineData("vcard4", "text/vcard", "contacts.vcf", "BEGIN:VCARD\r\nVERSION:4.0\r\n", "none")]
    public async Task Contacts_leave_in_each_format_as_a_file(string format, string type, string name, string begin, string losses)
    {
        await ShareAsync(Json("""{ "name": { "given": "Ada", "family": "Lovelace" }, "role": "Poet", "phones": [{ "number": "03-1234-5678" }], "notes": "田中 👩‍💻" }"""));
        var answer = (await Tenant.Anna.GetAsync($"exports?format={format}&scope=shared")).Is(HttpStatusCode.OK);
        Assert.StartsWith($"{type}; charset=utf-8", answer.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal($"attachment; filename={name}; filename*=UTF-8''{name}", answer.Headers["Content-Disposition"]);
        Assert.Equal((losses, "nosniff"), (answer.Headers["Export-Losses"], answer.Headers["X-Content-Type-Options"]));
        Assert.Equal($"</api/exports/losses?format={format}&scope=shared>; rel=\"describedby\"", answer.Headers["Link"]);
        Assert.StartsWith(begin, answer.Text, StringComparison.Ordinal);
        Assert.Contains("田中 👩‍💻", answer.Text, StringComparison.Ordinal);
        Assert.EndsWith("\r\n", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_format_cannot_hold_is_listed_by_field_and_contact()
    {
        var ada = await ShareAsync(Json("""{ "name": { "full": "Ada" }, "role": "Poet", "nickname": "A" }"""));
        await ShareAsync(Named("Ben"));
        var report = await GetAsync(Tenant.Anna, "exports/losses?format=outlook&scope=shared");
        Assert.Equal($$"""{"format":"outlook","contacts":2,"losses":[{"field":"role","contacts":1,"first":["{{ada.Text("id")}}"]}]}""", report.ToJsonString());
    }

    [Fact]
    public async Task The_conditions_of_lists_and_the_words_of_searches_hold()
    {
        var ada = await ShareAsync(Json("""{ "name": { "full": "Ada" }, "organization": { "department": "Éngines" }, "groups": ["g1"], "folder": "f1" }"""));
        await ShareAsync(Json("""{ "name": { "full": "Ben" }, "organization": { "department": "Poems" } }"""));
        await CreateAsync(Tenant.Anna, Json("""{ "name": { "full": "Clara" }, "labels": ["friends"], "notes": "adagio" }"""));
        (await Tenant.Anna.PutAsync($"{Path(ada)}/favorite")).Is(HttpStatusCode.NoContent);
        Assert.Equal(["Ada", "Ben", "Clara", "anna", "manager"], await NamesAsync(Tenant.Anna, ""));
        Assert.Equal(["Ada", "Ben"], await NamesAsync(Tenant.Anna, "scope=shared"));
        Assert.Equal(["Ada"], await NamesAsync(Tenant.Anna, "group=g1"));
        Assert.Equal(["Ada"], await NamesAsync(Tenant.Anna, "folder=f1"));
        Assert.Equal(["Ben"], await NamesAsync(Tenant.Anna, "folder="));
        Assert.Equal(["Ada"], await NamesAsync(Tenant.Anna, "department=ENGINES"));
        Assert.Equal(["Clara"], await NamesAsync(Tenant.Anna, "label=friends"));
        Assert.Equal(["Ada"], await NamesAsync(Tenant.Anna, "view=favorites"));
        Assert.Equal(["Ada", "Clara"], await NamesAsync(Tenant.Anna, "q=ada"));
        Assert.Equal(["Clara"], await NamesAsync(Tenant.Anna, "q=ada&scope=personal"));
        Assert.Equal(["Ada"], await NamesAsync(Tenant.Anna, "q=ada&view=favorites&department=engines"));
        Assert.Equal([], await NamesAsync(Tenant.Ben, "view=favorites"));
    }

    [Fact]
    public async Task Only_what_the_caller_sees_leaves()
    {
        var elsewhere = await Host.NewTenantAsync();
        (await elsewhere.Manager.PostAsync("contacts", Json("""{ "scope": "shared", "name": { "full": "Secret elsewhere" } }"""))).Is(HttpStatusCode.Created);
        await CreateAsync(Tenant.Anna, Named("Secret of Anna"));
        await ShareAsync(Named("Shared"));
        var application = await Tenant.WithNewKeyAsync(Permission.ContactsRead, Permission.Search);
        foreach (var caller in new[] { Tenant.Ben, Tenant.Manager, Tenant.Administrator, application })
        {
            foreach (var query in new[] { "format=csv", "format=vcard4", "format=google&q=secret", "format=outlook&scope=personal" })
            {
                var answer = (await caller.GetAsync($"exports?{query}")).Is(HttpStatusCode.OK);
                Assert.DoesNotContain("Secret", answer.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("anna", (await GetAsync(caller, $"exports/losses?{query}"))["losses"]!.ToJsonString(), StringComparison.Ordinal);
            }

            Assert.Contains("Shared", await NamesAsync(caller, ""));
        }

        Assert.Equal(["Secret of Anna"], await NamesAsync(Tenant.Administrator, "scope=personal&owner=anna"));
        Assert.Equal(["Secret elsewhere"], await NamesAsync(elsewhere.Anna, "scope=shared"));
    }

    [Fact]
    public async Task Who_may_not_read_or_search_or_name_an_owner_gets_no_file()
    {
        await CreateAsync(Tenant.Anna, Named("A"));
        var withoutRead = await Tenant.WithNewKeyAsync(Permission.Search, Permission.ChangesRead);
        var withoutSearch = await Tenant.WithNewKeyAsync(Permission.ContactsRead);
        foreach (var path in new[] { "exports?format=csv", "exports/losses?format=csv" })
        {
            (await Host.Anonymous().GetAsync(path)).Problem(401, "unauthenticated");
            Assert.Equal(Permission.ContactsRead, (await withoutRead.GetAsync(path)).Problem(403, "permission-missing").Text("permission"));
            Assert.Equal(Permission.Search, (await withoutSearch.GetAsync($"{path}&q=a")).Problem(403, "permission-missing").Text("permission"));
            (await withoutSearch.GetAsync(path)).Is(HttpStatusCode.OK);
            (await Tenant.Ben.GetAsync($"{path}&owner=anna")).Problem(403, "permission-missing");
        }
    }

    [Theory]
    [InlineData("vcard3", "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AECAw==")]
    [InlineData("vcard4", "PHOTO:data:image/jpeg;base64,/9j/4AECAw==")]
    public async Task A_card_carries_the_picture(string format, string line)
    {
        var contact = await ShareAsync(Named("Ada"));
        (await Tenant.Manager.PutAsync($"{Path(contact)}/photo", Scene.Picture)).Is(HttpStatusCode.OK);
        var answer = await Tenant.Anna.GetAsync($"exports?format={format}&scope=shared");
        Assert.Contains($"{line}\r\n", answer.Text, StringComparison.Ordinal);
        Assert.Equal("none", answer.Headers["Export-Losses"]);
        Assert.Equal("photo;contacts=1", (await Tenant.Anna.GetAsync("exports?format=csv&scope=shared")).Headers["Export-Losses"]);
    }

    [Theory]
    [InlineData("csv", "again.csv")]
    [InlineData("google", "again.csv")]
    [InlineData("outlook", "again.csv")]
    [InlineData("vcard3", "again.vcf")]
    [InlineData("vcard4", "again.vcf")]
    public async Task A_file_that_is_imported_again_changes_nothing(string format, string name)
    {
        await ShareAsync(Json("""{ "name": { "full": "Léa Dupont" }, "emails": [{ "address": "lea@example.fr" }], "phones": [{ "number": "+33 6 12 34 56 78" }], "notes": "=1+1" }"""));
        await ShareAsync(Json("""{ "name": { "family": "田中", "given": "花子" }, "phones": [{ "number": "03-1234-5678", "label": "work" }], "custom": { "k": "v" }, "birthday": "--04-09" }"""));
        var before = (await GetAsync(Tenant.Manager, "contacts?scope=shared")).ToJsonString();
        using var file = new ByteArrayContent((await Tenant.Manager.GetAsync($"exports?format={format}&scope=shared")).Bytes);
        var id = (await Tenant.Manager.SendAsync(HttpMethod.Post, $"imports?fileName={name}", file)).Json(HttpStatusCode.Created).Text("id");
        var import = new JsonObject();
        await StorageHost.UntilAsync(async () => (import = await GetAsync(Tenant.Manager, $"imports/{id}")).Text("status") is "done" or "failed" or "rejected");
        Assert.Equal((2, 2), (import["rows"]!.Number("total"), import["rows"]!.Number("unchanged")));
        Assert.Equal(before, (await GetAsync(Tenant.Manager, "contacts?scope=shared")).ToJsonString());
    }

    private static async Task<IEnumerable<string>> NamesAsync(ApiClient caller, string query)
    {
        var file = (await caller.GetAsync($"exports?format=csv&{query}")).Is(HttpStatusCode.OK);
        return CsvText.Rows(file.Text.TrimStart('\uFEFF')).Skip(1).Select(row => row[1]).Order(StringComparer.Ordinal);
    }
}
