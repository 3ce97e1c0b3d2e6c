using System.Text.Json.Nodes;
using ServerlessContacts.Contacts;
using ServerlessContacts.Simulators.Google;
using ServerlessContacts.Sync.Providers;
using static ServerlessContacts.Tests.Providers.Google.GoogleRig;

namespace ServerlessContacts.Tests.Providers.Google;

/// <summary>The account against the simulated Google. No test may leave a broken rule behind.</summary>
public sealed class GoogleAccountTests : IAsyncLifetime
{
    private GoogleRig rig = null!;

    public async Task InitializeAsync() => rig = await StartAsync(pageSize: 2);

    public async Task DisposeAsync()
    {
        Assert.Empty(rig.Simulator.Violations);
        await rig.DisposeAsync();
    }

    [Fact]
    public async Task Pages_follow_each_other_and_only_the_last_says_where_the_next_run_begins()
    {
        var names = AddPeople(5);
        var first = await rig.Contacts.PageAsync(null, default);
        var second = await rig.Contacts.PageAsync(first.Next, default);
        var third = await rig.Contacts.PageAsync(second.Next, default);
        Assert.Equal(names, new[] { first, second, third }.SelectMany(page => page.Items).Select(item => item.Id));
        Assert.Equal((null, null, false), (first.Delta, second.Delta, first.IsLast));
        Assert.True(third.IsLast);
        Assert.NotNull(third.Delta);
    }

    [Fact]
    public async Task The_next_run_sees_what_changed_over_several_pages()
    {
        var names = AddPeople(4);
        var delta = await LastAsync(null);
        rig.Book.Delete(names[0]);
        rig.Book.Edit(names[2], person => person["nicknames"] = new JsonArray(Json("""{"value":"Ken"}""")));
        var renamed = rig.Book.Rename(names[3]);
        var first = await rig.Contacts.PageAsync(delta, default);
        var second = await rig.Contacts.PageAsync(first.Next, default);
        Assert.Equal([names[0], names[2], renamed], first.Items.Concat(second.Items).Select(item => item.Id));
        Assert.Equal((true, ""), (first.Items[0].IsDeleted, first.Items[0].Raw));
        Assert.Equal("Ken", rig.Contacts.View(first.Items[1]).Nickname);
        Assert.Equal([names[3]], second.Items[0].PreviousIds);
        Assert.Empty((await rig.Contacts.PageAsync(second.Delta, default)).Items);
    }

    [Fact]
    public async Task A_listing_gets_to_its_end_through_everything_that_may_happen()
    {
        AddPeople(20);
        foreach (var fault in Enum.GetValues<GoogleFault>().Except([GoogleFault.Hang, GoogleFault.ExpireSyncToken, GoogleFault.EmptyListing]))
        {
            rig.Simulator.Faults.SetRate(fault, 0.08);
        }

        var (seen, page) = (new Dictionary<string, string>(StringComparer.Ordinal), (ProviderPage?)null);
        for (var tries = 0; page?.IsLast != true; tries++)
        {
            Assert.InRange(tries, 0, 500);
            page = await TryAsync(page?.Next) ?? page;
            foreach (var item in page?.Items ?? [])
            {
                seen[rig.Contacts.View(item).Name.Family!] = item.Id;
            }
        }

        Assert.Equal(20, seen.Count);

        async Task<ProviderPage?> TryAsync(string? cursor)
        {
            try
            {
                return await rig.Contacts.PageAsync(cursor, default);
            }
            catch (ProviderException failure) when (failure.Fault is ProviderFault.Unavailable or ProviderFault.Throttled)
            {
                return null;
            }
        }
    }

    [Fact]
    public async Task An_empty_page_is_not_the_end()
    {
        AddPeople(1);
        rig.Simulator.Faults.Plan(GoogleFault.EmptyPage);
        var empty = await rig.Contacts.PageAsync(null, default);
        Assert.Empty(empty.Items);
        Assert.Single((await rig.Contacts.PageAsync(empty.Next, default)).Items);
    }

    [Fact]
    public async Task An_item_carries_what_the_engine_needs_of_it()
    {
        var group = rig.Book.AddGroup("Vendors");
        var name = rig.Book.Add(Json($$$"""
            {"clientData":[{"key":"other","value":"x"},{"key":"serverless-contacts","value":"key-1"}],
             "memberships":[{"contactGroupMembership":{"contactGroupResourceName":"{{{group}}}"}},{"contactGroupMembership":{"contactGroupResourceName":"contactGroups/starred"}}]}
            """));
        var item = Assert.Single((await rig.Contacts.PageAsync(null, default)).Items);
        Assert.Equal((name, "key-1", false, null), (item.Id, item.ClientKey, item.IsDeleted, item.PhotoTag));
        Assert.Equal(rig.Book.Find(name)!["etag"]!.ToString(), item.ETag);
        Assert.Equal(rig.Time.GetUtcNow(), item.Updated);
        Assert.Equal([group, "contactGroups/starred"], item.Groups);
        Assert.Equal(["Starred", "Vendors"], rig.Contacts.View(item).Labels);
    }

    [Fact]
    public async Task An_item_is_found_until_it_is_gone()
    {
        var name = AddPeople(1)[0];
        Assert.Equal("Person", rig.Contacts.View((await rig.Contacts.FindAsync(name, default))!).Name.Given);
        rig.Book.Delete(name);
        Assert.Null(await rig.Contacts.FindAsync(name, default));
    }

    [Fact]
    public async Task A_created_item_carries_its_key_from_the_first_moment()
    {
        var item = await rig.Contacts.CreateAsync(new Contact { Name = new ContactName { Given = "Aiko" } }, "key-1", default);
        Assert.Equal("key-1", item.ClientKey);
        var person = Assert.Single(rig.Book.People);
        Assert.Equal("""[{"key":"serverless-contacts","value":"key-1"}]""", Plain(person["clientData"]!));
        Assert.Equal("""[{"contactGroupMembership":{"contactGroupResourceName":"contactGroups/myContacts","contactGroupId":"myContacts"}}]""", Plain(person["memberships"]!));
    }

    [Fact]
    public async Task An_update_names_only_what_changed_and_keeps_what_it_cannot_show()
    {
        var name = rig.Book.Add(Json("""
            {"names":[{"givenName":"Aiko"}],"relations":[{"person":"Kenji","type":"spouse"}],"clientData":[{"key":"k","value":"v"}],
             "phoneNumbers":[{"value":"1","type":"work"},{"value":"profile","metadata":{"source":{"type":"PROFILE"}}}],
             "userDefined":[{"key":"","value":"nameless"}]}
            """));
        var item = (await rig.Contacts.FindAsync(name, default))!;
        var view = rig.Contacts.View(item);
        var wanted = view with { Phones = [.. view.Phones, new Phone { Raw = "2", Label = "mobile" }], Custom = new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "b" } };
        var after = await rig.Contacts.UpdateAsync(item, wanted, default);
        Assert.Contains("updatePersonFields=phoneNumbers%2CuserDefined", rig.Simulator.Requests[^1], StringComparison.Ordinal);
        Assert.Empty(ContactFields.Changed(rig.Contacts.Fit(wanted), rig.Contacts.View(after)));
        var person = rig.Book.Find(name)!;
        Assert.Equal("""[{"formattedType":"Work","type":"work","value":"1"},{"type":"mobile","value":"2","formattedType":"Mobile"},{"value":"profile"}]""", Plain(person["phoneNumbers"]!));
        Assert.Equal("""[{"key":"","value":"nameless"},{"key":"a","value":"b"}]""", Plain(person["userDefined"]!));
        Assert.Equal("Kenji", person["relations"]![0]!["person"]!.ToString());
        Assert.Equal("v", person["clientData"]![0]!["value"]!.ToString());
    }

    [Fact]
    public async Task An_update_of_nothing_asks_nothing()
    {
        var name = AddPeople(1)[0];
        var item = (await rig.Contacts.FindAsync(name, default))!;
        var asked = rig.Simulator.Requests.Count;
        Assert.Same(item, await rig.Contacts.UpdateAsync(item, rig.Contacts.View(item), default));
        Assert.Equal(asked, rig.Simulator.Requests.Count);
    }

    [Fact]
    public async Task Updates_follow_each_other_by_the_etag_of_the_answer()
    {
        var item = await rig.Contacts.CreateAsync(new Contact { Nickname = "A" }, "k", default);
        item = await rig.Contacts.UpdateAsync(item, new Contact { Nickname = "B" }, default);
        item = await rig.Contacts.UpdateAsync(item, new Contact { Nickname = "C" }, default);
        Assert.Equal("C", rig.Contacts.View(item).Nickname);
    }

    [Fact]
    public async Task A_deletion_succeeds_also_where_somebody_was_faster()
    {
        var name = AddPeople(1)[0];
        var item = (await rig.Contacts.FindAsync(name, default))!;
        await rig.Contacts.DeleteAsync(item, default);
        await rig.Contacts.DeleteAsync(item, default);
        Assert.Empty(rig.Book.People);
    }

    [Fact]
    public async Task Keys_cannot_be_searched() =>
        await Assert.ThrowsAsync<NotSupportedException>(() => rig.Contacts.FindByKeyAsync("k", default));

    /// <summary>Without what Google writes beside every entry.</summary>
    private static string Plain(JsonNode entries)
    {
        foreach (var entry in entries.AsArray())
        {
            entry!.AsObject().Remove("metadata");
        }

        return entries.ToJsonString();
    }

    private async Task<string?> LastAsync(string? cursor)
    {
        var page = await rig.Contacts.PageAsync(cursor, default);
        while (!page.IsLast)
        {
            page = await rig.Contacts.PageAsync(page.Next, default);
        }

        return page.Delta;
    }

    private string[] AddPeople(int count) =>
        [.. Enumerable.Range(0, count).Select(number => rig.Book.Add(Json($$"""{"names":[{"givenName":"Person","familyName":"{{number}}"}]}""")))];
}
