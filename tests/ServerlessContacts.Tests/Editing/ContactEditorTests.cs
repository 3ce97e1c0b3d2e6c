using System.Text.Json.Nodes;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory;
using ServerlessContacts.Directory.Members;
using ServerlessContacts.Directory.Tenants;
using ServerlessContacts.Editing;
using ServerlessContacts.Store.Claims;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Editing;

public sealed class ContactEditorTests
{
    private static readonly TenantId Tenant = new("acme");
    private readonly MemoryTable table = new();
    private readonly ManualTime time = new();

    [Fact]
    public async Task A_repeat_with_the_same_key_answers_the_contact_that_the_first_call_made()
    {
        var key = new IdempotencyKey("k1", "body");
        var first = await CreateAsync(Editor(table), """{"name":{"full":"Ada"}}""", key);
        var again = await CreateAsync(Editor(table), """{"name":{"full":"Ada"}}""", key);
        Assert.Equal(Saved(first).Id, Saved(again).Id);
        Assert.IsType<EditResult.KeyReused>(await CreateAsync(Editor(table), """{"name":{"full":"Bob"}}""", key with { Request = "other" }));
        Assert.Single(Contacts());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_create_that_ends_with_the_process_and_is_repeated_makes_one_contact(int crashAt)
    {
        var transactions = 0;
        var crashing = Editor(new FaultyTable(table, () => ++transactions == crashAt ? Fault.Crash : Fault.None));
        const string Body = """{"internal":true,"name":{"given":"Ada","family":"L"},"emails":[{"address":"ada@acme.example"}]}""";
        var key = new IdempotencyKey("k1", Body);
        if (crashAt <= 2)
        {
            await Assert.ThrowsAsync<CrashException>(() => CreateAsync(crashing, Body, key));
        }

        var made = Saved(await CreateAsync(Editor(table), Body, key));
        Assert.Equal("ada@acme.example", made.Record.Contact.Emails.Single().Address);
        Assert.Single(Contacts());
    }

    [Fact]
    public async Task An_address_of_an_internal_contact_is_unique_until_it_is_given_up()
    {
        var first = Saved(await CreateAsync(Editor(table), Internal("Ada", "a@acme.example")));
        Assert.Equal("emails[0].address", Assert.IsType<EditResult.Taken>(await CreateAsync(Editor(table), Internal("Bob", "A@ACME.example"))).Field);
        await Editor(table).PatchAsync(Context(), first.Id, Json("""{"emails":null}"""), first.Version, default);
        Assert.IsType<EditResult.Saved>(await CreateAsync(Editor(table), Internal("Bob", "a@acme.example")));
    }

    [Fact]
    public async Task A_claim_left_over_from_a_write_that_never_came_is_taken_over_after_a_while()
    {
        var transactions = 0;
        var crashing = Editor(new FaultyTable(table, () => ++transactions == 2 ? Fault.Crash : Fault.None));
        await Assert.ThrowsAsync<CrashException>(() => CreateAsync(crashing, Internal("Ada", "a@acme.example")));
        Assert.IsType<EditResult.Taken>(await CreateAsync(Editor(table), Internal("Bob", "a@acme.example")));
        time.Advance(Claims.Grace);
        Assert.IsType<EditResult.Saved>(await CreateAsync(Editor(table), Internal("Bob", "a@acme.example")));
    }

    [Fact]
    public async Task An_administrators_address_is_nobody_elses() =>
        Assert.IsType<EditResult.Taken>(await CreateAsync(Editor(table), Internal("Eve", "Boss@acme.example")));

    [Fact]
    public async Task Of_two_edits_of_one_version_one_wins()
    {
        var made = Saved(await CreateAsync(Editor(table), """{"name":{"full":"Ada"}}"""));
        var results = await Task.WhenAll(Enumerable.Range(0, 2).Select(n => Editor(table).PatchAsync(Context(), made.Id, Json($$"""{"role":"r{{n}}"}"""), made.Version, default)));
        Assert.Single(results.OfType<EditResult.Saved>());
        Assert.Single(results.OfType<EditResult.Stale>());
    }

    [Fact]
    public async Task A_deleted_contact_comes_back_as_it_was()
    {
        var made = Saved(await CreateAsync(Editor(table), """{"name":{"full":"Ada"},"notes":"n"}"""));
        Assert.IsType<EditResult.Deleted>(await Editor(table).DeleteAsync(Context(), made.Id, made.Version, default));
        Assert.IsType<EditResult.NotFound>(await Editor(table).PatchAsync(Context(), made.Id, Json("{}"), null, default));
        var back = Saved(await Editor(table).RestoreAsync(Context(), made.Id, null, default));
        Assert.Equal("n", back.Record.Contact.Notes);
        Assert.Null(back.Record.Deleted);
        Assert.Equal(back.Version, Saved(await Editor(table).RestoreAsync(Context(), made.Id, null, default)).Version);
        Assert.IsType<EditResult.Deleted>(await Editor(table).DeleteAsync(Context(), made.Id, back.Version, default));
    }

    [Theory]
    [InlineData("""{"phones":[{"number":"+33612345678"}],"name":{"full":"B"},"emails":[],"role":"r","urls":[]}""", null)]
    [InlineData("""{"notes":"n"}""", ContactRights.FieldNotAllowed)]
    [InlineData("""{"organization":{"name":"X"}}""", ContactRights.FieldNotAllowed)]
    public async Task Every_member_edits_name_numbers_addresses_role_and_pages_of_a_shared_contact(string patch, string? refusal)
    {
        var made = Saved(await CreateAsync(Editor(table), """{"name":{"full":"Ada"}}"""));
        var result = await Editor(table).PatchAsync(Context(BuiltInRole.Member), made.Id, Json(patch), made.Version, default);
        Assert.Equal(refusal, (result as EditResult.Refused)?.Code);
    }

    /// <summary>Whatever surface the member uses: a request, one item of many, or a phone.</summary>
    [Fact]
    public async Task A_shared_contact_that_a_member_deletes_stays_and_loses_only_their_star()
    {
        var made = Saved(await CreateAsync(Editor(table), """{"name":{"full":"Ada"}}"""));
        var favorites = new Favorites(new Journal(table, time), time);
        var (tenant, member) = (Context().Tenant, Context().Caller.Member!.Value);
        await favorites.AddAsync(tenant, member, made.Id, default);
        Assert.IsType<EditResult.Stale>(await Editor(table).DeleteAsync(Context(BuiltInRole.Member), made.Id, made.Version + 1, default));
        Assert.NotEmpty(await favorites.AllAsync(tenant, member, default));
        Assert.IsType<EditResult.Deleted>(await Editor(table).DeleteAsync(Context(BuiltInRole.Member), made.Id, made.Version, default));
        Assert.Empty(await favorites.AllAsync(tenant, member, default));
        Assert.Equal(made.Version, Saved(await Editor(table).PatchAsync(Context(), made.Id, Json("{}"), null, default)).Version);
    }

    private ContactEditor Editor(ITable over)
    {
        var journal = new Journal(over, time);
        var contacts = new ContactStore(journal);
        return new ContactEditor(journal, contacts, new Favorites(journal, time), new InternalEmails(new Claims(journal, time), contacts), time);
    }

    private static Task<EditResult> CreateAsync(ContactEditor editor, string body, IdempotencyKey? key = null) =>
        editor.CreateAsync(Context(), Json(body), shared: true, key, default);

    private static EditContext Context(string role = BuiltInRole.Manager)
    {
        var member = new MemberId("ada");
        var boss = new MemberRecord { Id = "boss", Email = "boss@ACME.example", Roles = [BuiltInRole.Administrator], Created = DateTimeOffset.UnixEpoch };
        var directory = new DirectoryState
        {
            Tenant = new TenantRecord { Name = "Acme", Country = "FR", Created = DateTimeOffset.UnixEpoch },
            Members = DirectoryState.Empty.Members.Add("boss", boss),
        };
        return new EditContext(
            Caller.ForMember(Tenant, member, [role]), new AccessScope(Tenant, TenantRecord.FirstShards, member), directory);
    }

    private IEnumerable<StoredRow> Contacts() => table.Dump().Select(row => row.Row).Where(row => row.RowKey.StartsWith("c~", StringComparison.Ordinal));

    private static string Internal(string given, string email) =>
        $$"""{"internal":true,"name":{"given":"{{given}}","family":"L"},"emails":[{"address":"{{email}}"}]}""";

    private static JsonObject Json(string json) => (JsonObject)JsonNode.Parse(json)!;

    private static StoredContact Saved(EditResult result) => Assert.IsType<EditResult.Saved>(result).Contact;
}
