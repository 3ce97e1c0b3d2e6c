using System.Text.Json.Nodes;
using ServerlessContacts.Contacts;
using ServerlessContacts.Sync;
using ServerlessContacts.Sync.Merging;
using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Tests.Sync.Running;

namespace ServerlessContacts.Tests.Providers.Google;

/// <summary>
/// Values at Google that break a rule here: everything else comes in, they are listed, and they stay there whatever is written beside
/// them.
/// </summary>
public sealed class GoogleLeftOutTests : IAsyncLifetime
{
    private GoogleRig google = null!;
    private SyncRig rig = null!;

    public async Task InitializeAsync()
    {
        google = await GoogleRig.StartAsync();
        rig = await SyncRig.StartAsync(time: google.Time, other: () => (google.Provider, google.Open((_, _) => Task.FromResult(google.Token))));
    }

    public async Task DisposeAsync()
    {
        Assert.Empty(google.Simulator.Violations);
        await google.DisposeAsync();
    }

    [Fact]
    public async Task Of_260_numbers_200_come_in_and_the_others_stay_when_one_is_removed_here()
    {
        var id = Add(phones: Numbers(0, 260));
        var run = await rig.SyncAsync();
        var contact = Assert.Single(await rig.BookAsync());
        Assert.Equal(200, contact.Record.Contact.Phones.Count);
        Assert.Equal(["phones: Expected at most 200 entries, found 260."], await LeftOutAsync(run));
        Assert.Equal(["phones"], Assert.Single(await rig.LinksAsync()).LeftOut);
        Assert.Null(Assert.Single(await ValuesAsync(run)).Value);
        Assert.Equal(0, (await rig.StandingAsync()).Statistics.Parked);

        await rig.EditAsync(contact.Id.Unique, before => before with { Phones = [.. before.Phones.Skip(1)] });
        await rig.SyncAsync();
        var there = google.Book.Find(id)!["phoneNumbers"]!.AsArray().Select(phone => phone!["value"]!.ToString()).ToList();
        Assert.Equal(Numbers(1, 259).Order(StringComparer.Ordinal), there.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_number_that_is_none_stays_there_when_another_is_added_here()
    {
        var id = Add(phones: ["+81312345678", "4.91E+11"]);
        var run = await rig.SyncAsync();
        var contact = Assert.Single(await rig.BookAsync());
        Assert.Equal(["+81312345678"], contact.Record.Contact.Phones.Select(phone => phone.Number));
        Assert.StartsWith("phones[1].number: ", Assert.Single(await LeftOutAsync(run)), StringComparison.Ordinal);
        var told = Assert.Single(await ValuesAsync(run));
        Assert.Equal(("phones[1].number", "4.91E+11"), (told.Field, told.Value));
        Assert.EndsWith(" Correct it at the provider: the next run takes it over.", told.Message, StringComparison.Ordinal);
        var rules = new ContactRules(new PhoneParser(new PhoneParserOptions { Country = "JP" }));
        var known = Assert.Single(await new ContactConnections(rig.Journal, rig.Connections, rig)
            .OfAsync(SyncRig.Demo, contact, rules, default));
        Assert.Equal(["phones[1].number"], known.LeftOut);
        Assert.Equal(told, Assert.Single(known.LeftOutValues));

        await rig.EditAsync(contact.Id.Unique, before => before with { Phones = [.. before.Phones, new Phone { Number = "+81312345679" }] });
        await rig.SyncAsync();
        Assert.Equal(["+81312345678", "4.91E+11", "+81312345679"], google.Book.Find(id)!["phoneNumbers"]!.AsArray()
            .Select(phone => phone!["value"]!.ToString()));
        // It was told when it was found.
        await rig.SyncAsync();
        Assert.Empty(await LeftOutAsync(await rig.SyncAsync()));
    }

    /// <summary>Each part of the name keeps the rules, and the name that they make is too long.</summary>
    [Fact]
    public async Task A_name_whose_parts_make_too_long_a_name_comes_in_with_its_parts()
    {
        Add(new string('g', 516), new string('f', 515));
        await rig.SyncAsync();
        var name = Assert.Single(await rig.BookAsync()).Record.Contact.Name;
        Assert.Equal((516, 515, ContactLimits.TextLength), (name.Given!.Length, name.Family!.Length, name.Full!.Length));
        Assert.Equal(0, (await rig.StandingAsync()).Statistics.Parked);
        await rig.SyncAsync();
        Assert.DoesNotContain(google.Simulator.Requests, request => !request.StartsWith("GET", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{ "phoneNumbers": [{ "value": "4.91E+11" }] }""", "4.91E+11")]
    [InlineData("""{ "emailAddresses": [{ "value": "no address" }] }""", "no address")]
    [InlineData("""{ "urls": [{ "value": "https://example.com/ada" }] }""", "https://example.com/ada")]
    [InlineData("""{ "biographies": [{ "value": "Met in Kyoto.\nTwice." }] }""", "Met in Kyoto. Twice.")]
    [InlineData("""{ "userDefined": [{ "key": "floor", "value": "3" }] }""", "3")]
    public async Task An_item_that_nothing_names_is_told_by_what_it_says_and_its_id(string person, string name)
    {
        var id = google.Book.Add(JsonNode.Parse(person)!.AsObject());
        var parked = Assert.Single(await rig.OutcomesAsync(await rig.SyncAsync()));
        Assert.Equal((OutcomeKind.Parked, name, id), (parked.Kind, parked.Name, parked.Item));
    }

    [Fact]
    public async Task Of_a_text_that_is_too_long_the_beginning_comes_in_and_the_whole_stays_there()
    {
        var notes = new string('n', ContactLimits.NotesLength - 1) + "😀";
        var id = Add(notes: notes, phones: ["+81312345678"]);
        var run = await rig.SyncAsync();
        var contact = Assert.Single(await rig.BookAsync());
        Assert.Equal(ContactLimits.NotesLength - 1, contact.Record.Contact.Notes!.Length);
        Assert.Equal(["notes: Expected at most 65536 characters, found 65537."], await LeftOutAsync(run));
        Assert.Equal(new string('n', 199) + "…", Assert.Single(await ValuesAsync(run)).Value);

        await rig.EditAsync(contact.Id.Unique, before => before with { Phones = [], Nickname = "Ai" });
        await rig.SyncAsync();
        Assert.Equal((notes, null), (google.Book.Find(id)!["biographies"]![0]!["value"]!.ToString(), google.Book.Find(id)!["phoneNumbers"]));
    }

    [Fact]
    public void One_custom_field_or_part_of_an_organisation_that_is_too_long_costs_itself_only()
    {
        var item = new ProviderItem
        {
            Id = "people/c1",
            Raw = $$"""
                {"names":[{"givenName":"Aiko"}],"userDefined":[{"key":"long","value":"{{new string('v', ContactLimits.NotesLength + 1)}}"},{"key":"floor","value":"3"}],
                 "organizations":[{"name":"Example","title":"{{new string('t', 2000)}}"}]}
                """,
        };
        var views = new Views(google.Contacts, new ContactRules(new PhoneParser(new PhoneParserOptions { Country = "JP" })));
        var said = views.There(item);
        Assert.Equal("3", Assert.Single(said.Custom).Value);
        Assert.Equal(("Example", 1024), (said.Organization!.Name, said.Organization.Title!.Length));
        Assert.Equal(["organization.title", "custom.long"], views.Read(item).LeftOut.Select(problem => problem.Field));
        Assert.Equal([new string('t', 199) + "…", new string('v', 199) + "…"], views.Read(item).LeftOut.Select(problem => problem.Value));

        var written = views.Read(item).Restored(said with { Nickname = "Ai" });
        Assert.Equal((2, 2000, "Ai"), (written.Custom.Count, written.Organization!.Title!.Length, written.Nickname));
        // What was changed here since is no longer what was cut.
        Assert.Equal("Chair", views.Read(item)
            .Restored(said with { Organization = new Organization { Title = "Chair" } }).Organization!.Title);
    }

    [Fact]
    public async Task Two_that_are_the_same_person_and_have_too_many_numbers_together_are_linked_all_the_same()
    {
        var phones = Numbers(0, 150).Select(number => new Phone { Number = number });
        await rig.AddAsync(Someone.Person("Aiko Tanaka", "aiko@example.jp") with { Phones = [.. phones] });
        var id = Add("Aiko", "Tanaka", phones: Numbers(150, 150), email: "aiko@example.jp");
        var run = await rig.SyncAsync();
        Assert.Equal(200, Assert.Single(await rig.BookAsync()).Record.Contact.Phones.Count);
        Assert.Equal(300, google.Book.Find(id)!["phoneNumbers"]!.AsArray().Count);
        Assert.NotEmpty(await LeftOutAsync(run));
        Assert.Equal(0, (await rig.StandingAsync()).Statistics.Parked);
    }

    private async Task<IReadOnlyList<LeftOutValue>> ValuesAsync(RunRecord run) =>
        (await rig.OutcomesAsync(run)).Single(outcome => outcome.Kind == OutcomeKind.LeftOut).Values!;

    private async Task<IEnumerable<string>> LeftOutAsync(RunRecord run) =>
        (await rig.OutcomesAsync(run)).Where(outcome => outcome.Kind == OutcomeKind.LeftOut).Select(outcome => outcome.Reason!);

    private string Add(
        string given = "Aiko", string family = "Tanaka", string? notes = null, IEnumerable<string>? phones = null, string? email = null)
    {
        var person = new JsonObject { ["names"] = new JsonArray(new JsonObject { ["givenName"] = given, ["familyName"] = family }) };
        person["biographies"] = notes is null ? null : new JsonArray(new JsonObject { ["value"] = notes });
        person["emailAddresses"] = email is null ? null : new JsonArray(new JsonObject { ["value"] = email });
        person["phoneNumbers"] = phones is null ? null : new JsonArray([.. phones.Select(phone => new JsonObject { ["value"] = phone })]);
        return google.Book.Add(person);
    }

    private static IEnumerable<string> Numbers(int first, int count) =>
        Enumerable.Range(first, count).Select(number => $"+8131234{number:0000}");
}
