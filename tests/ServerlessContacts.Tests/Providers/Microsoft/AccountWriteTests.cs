using System.Text.Json.Nodes;
using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Tests.Simulators.Microsoft;

namespace ServerlessContacts.Tests.Providers.Microsoft;

public sealed class AccountWriteTests : IAsyncLifetime
{
    private const string Rich = """
        {"givenName":"Anna","surname":"Berg","displayName":"Berg, Anna (Contoso)","personalNotes":"her notes","spouseName":"Olaf","children":["Per"],
         "emailAddresses":[{"name":"Anna at work","address":"anna@contoso.example"},{"name":"Private","address":"anna@home.example"}],
         "businessPhones":["+1 858 555 0110"],"mobilePhone":"06 12","categories":["VIP"],"fileAs":"Berg","x-unknown":{"kept":[1,2]},
         "homeAddress":{"street":"1 Rue A","city":"Paris","x-door":"7b"},"birthday":"1980-04-09T00:00:00Z"}
        """;

    private AccountRig rig = null!;

    public async Task InitializeAsync() => rig = await AccountRig.StartAsync();

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Fact]
    public async Task A_created_contact_shows_what_was_said_to_fit()
    {
        Contact contact = new()
        {
            Name = new ContactName { Given = "Aiko", Family = "Tanaka" },
            Phones = [new Phone { Number = "+819012345678", Raw = "090-1234-5678", Label = "mobile", Default = true }],
            Emails = [new Email { Address = "aiko@example.jp" }],
            Labels = ["Japan"],
            Notes = "ours alone",
        };
        var item = await rig.CreateAsync(contact);

        Assert.Empty(ContactFields.Changed(rig.Account.Fit(contact), rig.Account.View(item)));
        Assert.Equal("key-1", item.ClientKey);
        var stored = Assert.Single(rig.Mailbox.All).Value;
        Assert.Equal("090-1234-5678", stored["mobilePhone"]!.GetValue<string>());
        Assert.Null(stored["personalNotes"]);
        Assert.Empty(rig.Graph.Violations);
    }

    [Fact]
    public async Task A_contact_is_found_by_its_key_wherever_it_was_moved()
    {
        var made = await rig.CreateAsync(new Contact { Nickname = "One" }, "it's a key");
        await rig.CreateAsync(new Contact { Nickname = "Two" }, "another");
        Assert.Equal(made.Id, (await rig.Account.FindByKeyAsync("it's a key", CancellationToken.None))?.Id);

        rig.Mailbox.Move(made.Id, rig.Mailbox.AddFolder("Inner", rig.Mailbox.AddFolder("Clients")));
        var moved = await rig.Account.FindByKeyAsync("it's a key", CancellationToken.None);
        Assert.Equal((made.Id, "it's a key"), (moved?.Id, moved?.ClientKey));
        Assert.Equal(["Inner"], rig.Account.View(moved!).Labels);
        Assert.Null(await rig.Account.FindByKeyAsync("nobody's", CancellationToken.None));
    }

    [Fact]
    public async Task Only_what_differs_is_sent()
    {
        var item = await rig.ItemAsync(Rich);
        await rig.Account.UpdateAsync(item, rig.Account.View(item) with { Role = "Buyer" }, CancellationToken.None);

        var sent = rig.Graph.Calls[^1];
        Assert.Equal(("PATCH", """{"profession":"Buyer"}"""), (sent.Method, sent.Body));
        Assert.Equal(item.ETag, sent.Headers["If-Match"]);
    }

    [Fact]
    public async Task Nothing_is_sent_where_nothing_differs()
    {
        var item = await rig.ItemAsync(Rich);
        var calls = rig.Graph.Calls.Count;
        Assert.Same(item, await rig.Account.UpdateAsync(item, rig.Account.View(item) with { Notes = "ours", Custom = new Dictionary<string, string> { ["a"] = "b" } }, CancellationToken.None));
        Assert.Equal(calls, rig.Graph.Calls.Count);
    }

    [Fact]
    public async Task An_edit_keeps_everything_that_has_no_word_here()
    {
        var item = await rig.ItemAsync(Rich);
        var view = rig.Account.View(item);
        var wanted = view with
        {
            Name = view.Name with { Family = "Lind", Full = "Anna Lind" },
            Emails = [new Email { Address = "new@contoso.example" }, view.Emails[0]],
            Addresses = [view.Addresses[0] with { City = "Lyon" }],
            Labels = ["Family", "VIP"],
            Birthday = "1981-04-09",
        };
        var saved = await rig.Account.UpdateAsync(item, wanted, CancellationToken.None);

        Assert.Empty(ContactFields.Changed(wanted, rig.Account.View(saved)));
        Assert.NotEqual(item.ETag, saved.ETag);
        var stored = rig.Mailbox.All[item.Id];
        Assert.Equal(("her notes", "Olaf", "Berg", "Anna Lind"), (Text(stored, "personalNotes"), Text(stored, "spouseName"), Text(stored, "fileAs"), Text(stored, "displayName")));
        Assert.Equal("""{"kept":[1,2]}""", stored["x-unknown"]!.ToJsonString());
        Assert.Equal("""[{"address":"new@contoso.example","name":"new@contoso.example"},{"name":"Anna at work","address":"anna@contoso.example"}]""", stored["emailAddresses"]!.ToJsonString());
        Assert.Equal(("7b", "Lyon"), (Text(stored["homeAddress"]!.AsObject(), "x-door"), Text(stored["homeAddress"]!.AsObject(), "city")));
        Assert.Equal("""["VIP","Family"]""", stored["categories"]!.ToJsonString());
        Assert.Equal("1981-04-09T12:00:00Z", Text(stored, "birthday"));
    }

    [Fact]
    public async Task A_changed_name_part_does_not_let_the_service_rename_the_contact()
    {
        var item = await rig.ItemAsync(Rich);
        var view = rig.Account.View(item);
        await rig.Account.UpdateAsync(item, view with { Name = view.Name with { Given = "Ann" } }, CancellationToken.None);
        Assert.Equal("Berg, Anna (Contoso)", Text(rig.Mailbox.All[item.Id], "displayName"));
    }

    [Fact]
    public async Task Values_can_be_taken_away()
    {
        var item = await rig.ItemAsync(Rich);
        var wanted = new Contact { Name = new ContactName { Full = "Anna" } };
        Assert.Empty(ContactFields.Changed(wanted, rig.Account.View(await rig.Account.UpdateAsync(item, wanted, CancellationToken.None))));
    }

    [Fact]
    public async Task The_folder_is_a_label_that_is_never_written_as_a_category()
    {
        var item = await rig.ItemAsync(Rich, rig.Mailbox.AddFolder("Clients"));
        Assert.Equal(["Clients", "VIP"], rig.Account.View(item).Labels);

        var saved = await rig.Account.UpdateAsync(item, rig.Account.View(item) with { Labels = ["Blue", "Clients"] }, CancellationToken.None);
        Assert.Equal(["Blue", "Clients"], rig.Account.View(saved).Labels);
        Assert.Equal("""["Blue"]""", rig.Mailbox.All[item.Id]["categories"]!.ToJsonString());
        Assert.DoesNotContain(rig.Graph.Calls, call => call.Body.Contains("serverlessContacts", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Somebody_elses_edit_makes_ours_stale_and_is_kept(bool ignoresIfMatch)
    {
        rig.Graph.Faults.IgnoresIfMatch = ignoresIfMatch;
        var item = await rig.ItemAsync(Rich);
        rig.Mailbox.Edit(item.Id, GraphRig.Json("""{"jobTitle":"Boss"}"""));
        var failure = await rig.FailureAsync(account => account.UpdateAsync(item, account.View(item) with { Nickname = "A" }, CancellationToken.None));
        Assert.Equal(ProviderFault.Stale, failure.Fault);
        Assert.Equal("Boss", Text(rig.Mailbox.All[item.Id], "jobTitle"));
        Assert.Null(Text(rig.Mailbox.All[item.Id], "nickName"));
    }

    [Fact]
    public async Task What_somebody_changed_in_the_very_moment_of_the_write_shows_in_its_answer_and_makes_it_stale()
    {
        rig.Graph.Faults.IgnoresIfMatch = true;
        var item = await rig.ItemAsync(Rich);
        rig.Graph.Arriving = call =>
        {
            if (call.Method == "PATCH")
            {
                rig.Mailbox.Edit(item.Id, GraphRig.Json("""{"jobTitle":"Boss"}"""));
            }
        };
        var failure = await rig.FailureAsync(account => account.UpdateAsync(item, account.View(item) with { Nickname = "A" }, CancellationToken.None));
        Assert.Equal(ProviderFault.Stale, failure.Fault);
        Assert.Equal(("Boss", "A"), (Text(rig.Mailbox.All[item.Id], "jobTitle"), Text(rig.Mailbox.All[item.Id], "nickName")));
    }

    [Fact]
    public async Task What_was_deleted_is_gone_and_deleting_it_again_is_a_success()
    {
        var item = await rig.ItemAsync(Rich);
        await rig.Account.DeleteAsync(item, CancellationToken.None);
        await rig.Account.DeleteAsync(item, CancellationToken.None);
        Assert.Null(await rig.Account.FindAsync(item.Id, CancellationToken.None));
        Assert.Equal(ProviderFault.Gone, (await rig.FailureAsync(account => account.UpdateAsync(item, new Contact { Nickname = "A" }, CancellationToken.None))).Fault);
        Assert.Empty(rig.Mailbox.All);
    }

    [Fact]
    public async Task A_contact_among_the_deleted_items_is_gone()
    {
        rig.Mailbox.KeepsDeleted = true;
        var clients = rig.Mailbox.AddFolder("Clients");
        var (kept, item) = (await rig.ItemAsync(Rich), await rig.ItemAsync(Rich, clients));
        rig.Mailbox.Delete(item.Id);

        Assert.Equal(200, (await rig.Rig.GetAsync($"me/contacts/{item.Id}")).Status);
        Assert.Null(await rig.Account.FindAsync(item.Id, CancellationToken.None));
        var blind = item with { ETag = "" };
        Assert.Equal(ProviderFault.Gone, (await rig.FailureAsync(account => account.UpdateAsync(blind, new Contact { Nickname = "A" }, CancellationToken.None))).Fault);
        var late = rig.Mailbox.AddFolder("Late");
        rig.Mailbox.Move(kept.Id, late);
        Assert.Equal(["Late", "VIP"], rig.Account.View((await rig.Account.FindAsync(kept.Id, CancellationToken.None))!).Labels);
    }

    [Fact]
    public async Task The_raw_item_is_whole()
    {
        var raw = GraphRig.Json((await rig.ItemAsync(Rich)).Raw);
        Assert.Equal("""{"kept":[1,2]}""", raw["x-unknown"]!.ToJsonString());
        Assert.StartsWith("W/\"", Text(raw, "@odata.etag"), StringComparison.Ordinal);
        Assert.Equal("her notes", Text(raw, "personalNotes"));
    }

    private static string? Text(JsonObject item, string name) => item[name]?.GetValue<string>();
}
