using System.Text.Json.Nodes;
using ServerlessContacts.Simulators.Google;
using ServerlessContacts.Tests.Providers.Google;
using static ServerlessContacts.Tests.Providers.Google.GoogleRig;

namespace ServerlessContacts.Tests.Simulators.Google;

/// <summary>What a client meets that lists people without knowing the rules.</summary>
public sealed class ListingTests : IAsyncLifetime
{
    private const string List = "v1/people/me/connections";
    private const string Sync = List + "?personFields=names,metadata&requestSyncToken=true&pageSize=2";

    private GoogleRig rig = null!;

    public async Task InitializeAsync() => rig = await StartAsync();

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Theory]
    [InlineData("", "mask-missing")]
    [InlineData("?personFields=fileAses", "mask-invalid")]
    [InlineData("?personFields=names&pageSize=1001", "page-size")]
    [InlineData("?personFields=names&requestSyncToken=true&sortOrder=FIRST_NAME_ASCENDING", "sort-with-sync")]
    [InlineData("?personFields=names&pageToken=made-up", "token-invalid")]
    [InlineData("?personFields=names&syncToken=made-up", "token-invalid")]
    public async Task A_wrong_parameter_is_refused_and_counted(string query, string violation)
    {
        Assert.Equal(400, (await rig.GetAsync(List + query)).Code);
        Assert.Equal(violation, Assert.Single(rig.Simulator.Violations).Key);
    }

    [Fact]
    public async Task The_sync_token_is_only_on_the_last_page()
    {
        AddPeople(3);
        var (_, first) = await rig.GetAsync(Sync);
        Assert.Equal(2, first["connections"]!.AsArray().Count);
        Assert.Null(first["nextSyncToken"]);
        var (_, last) = await rig.GetAsync($"{Sync}&pageToken={first["nextPageToken"]}");
        Assert.Single(last["connections"]!.AsArray());
        Assert.Null(last["nextPageToken"]);
        Assert.NotNull(last["nextSyncToken"]);
    }

    [Fact]
    public async Task No_sync_token_comes_unasked()
    {
        var (_, page) = await rig.GetAsync(List + "?personFields=names");
        Assert.Null(page["nextSyncToken"]);
    }

    [Fact]
    public async Task A_token_with_another_parameter_is_refused()
    {
        AddPeople(3);
        var (_, first) = await rig.GetAsync(Sync);
        var changed = Sync.Replace("pageSize=2", "pageSize=3", StringComparison.Ordinal);
        Assert.Equal(400, (await rig.GetAsync($"{changed}&pageToken={first["nextPageToken"]}")).Code);
        var token = await FullSyncAsync();
        Assert.Equal(400, (await rig.GetAsync($"{changed}&syncToken={token}")).Code);
        Assert.Equal(2, rig.Simulator.Violations["parameters-changed"]);
    }

    [Fact]
    public async Task Sync_tokens_end_seven_days_after_the_full_sync_however_often_they_are_used()
    {
        var token = await FullSyncAsync();
        rig.Time.Advance(TimeSpan.FromDays(6));
        token = (await rig.GetAsync($"{Sync}&syncToken={token}")).Body["nextSyncToken"]!.ToString();
        rig.Time.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));
        AssertExpired(await rig.GetAsync($"{Sync}&syncToken={token}"));
    }

    [Fact]
    public async Task Sync_tokens_may_be_forgotten_at_any_time()
    {
        var token = await FullSyncAsync();
        rig.Simulator.Faults.Plan(GoogleFault.ExpireSyncToken);
        AssertExpired(await rig.GetAsync($"{Sync}&syncToken={token}"));
        rig.Book.ExpireSyncTokens();
        AssertExpired(await rig.GetAsync($"{Sync}&syncToken={token}"));
    }

    [Fact]
    public async Task Increments_tell_what_changed_and_what_was_deleted()
    {
        var names = AddPeople(3);
        var token = await FullSyncAsync();
        rig.Book.Delete(names[0]);
        rig.Book.Edit(names[1], person => person["names"] = new JsonArray(Json("""{"givenName":"Kenji"}""")));
        var (_, page) = await rig.GetAsync($"{Sync}&syncToken={token}");
        var people = page["connections"]!.AsArray();
        Assert.Equal([names[0], names[1]], people.Select(person => person!["resourceName"]!.ToString()));
        Assert.True(people[0]!["metadata"]!["deleted"]!.GetValue<bool>());
        Assert.Null(people[0]!["names"]);
        Assert.Equal("Kenji", people[1]!["names"]![0]!["displayName"]!.ToString());
    }

    [Fact]
    public async Task Who_does_not_ask_for_metadata_cannot_see_a_deletion()
    {
        var name = AddPeople(1)[0];
        const string naive = List + "?personFields=names&requestSyncToken=true";
        var (_, full) = await rig.GetAsync(naive);
        rig.Book.Delete(name);
        var (_, page) = await rig.GetAsync($"{naive}&syncToken={full["nextSyncToken"]}");
        Assert.Equal(["resourceName", "etag"], page["connections"]![0]!.AsObject().Select(field => field.Key));
    }

    [Fact]
    public async Task A_renamed_person_has_its_former_names_only_where_a_sync_token_is_brought()
    {
        var old = AddPeople(1)[0];
        var token = await FullSyncAsync();
        var name = rig.Book.Rename(old);
        var (_, increment) = await rig.GetAsync($"{Sync}&syncToken={token}");
        Assert.Equal(name, increment["connections"]![0]!["resourceName"]!.ToString());
        Assert.Equal(old, increment["connections"]![0]!["metadata"]!["previousResourceNames"]![0]!.ToString());
        Assert.Null((await rig.GetAsync(Sync)).Body["connections"]![0]!["metadata"]!["previousResourceNames"]);
        Assert.Equal(404, (await rig.GetAsync($"v1/{old}?personFields=names")).Code);
    }

    [Fact]
    public async Task Listings_lag_behind_where_a_single_person_does_not()
    {
        var name = AddPeople(1)[0];
        rig.Time.Advance(TimeSpan.FromHours(1));
        rig.Simulator.Lag = TimeSpan.FromMinutes(5);
        rig.Book.Edit(name, person => person["names"] = new JsonArray(Json("""{"givenName":"New"}""")));
        AddPeople(1);
        var (_, early) = await rig.GetAsync(Sync);
        Assert.Equal("Person 0", Assert.Single(early["connections"]!.AsArray())!["names"]![0]!["displayName"]!.ToString());
        Assert.Equal("New", (await rig.GetAsync($"v1/{name}?personFields=names")).Body["names"]![0]!["displayName"]!.ToString());
        rig.Time.Advance(TimeSpan.FromMinutes(5));
        var (_, late) = await rig.GetAsync($"{Sync}&syncToken={early["nextSyncToken"]}");
        Assert.Equal(2, late["connections"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_page_may_be_empty_and_still_not_the_last()
    {
        AddPeople(1);
        rig.Simulator.Faults.Plan(GoogleFault.EmptyPage);
        var (_, empty) = await rig.GetAsync(Sync);
        Assert.Null(empty["connections"]);
        var (_, page) = await rig.GetAsync($"{Sync}&pageToken={empty["nextPageToken"]}");
        Assert.Single(page["connections"]!.AsArray());
    }

    [Fact]
    public async Task A_listing_may_show_nobody_and_say_that_this_is_all()
    {
        AddPeople(1);
        rig.Simulator.Faults.Plan(GoogleFault.EmptyListing);
        var (_, empty) = await rig.GetAsync(Sync);
        Assert.Equal((null, null), (empty["connections"], empty["nextPageToken"]));
        Assert.Empty((await rig.GetAsync($"{Sync}&syncToken={empty["nextSyncToken"]}")).Body["connections"]?.AsArray() ?? []);
    }

    [Fact]
    public async Task A_person_may_come_twice()
    {
        AddPeople(1);
        rig.Simulator.Faults.Plan(GoogleFault.RepeatItems);
        Assert.Equal(2, (await rig.GetAsync(Sync)).Body["connections"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_person_may_be_renamed_by_chance()
    {
        var old = AddPeople(1)[0];
        rig.Simulator.Faults.SetRate(GoogleFault.Rename, 1);
        Assert.NotEqual(old, (await rig.GetAsync(Sync)).Body["connections"]![0]!["resourceName"]!.ToString());
    }

    private static void AssertExpired((int Code, JsonObject Body) answer)
    {
        Assert.Equal(400, answer.Code);
        Assert.Equal("FAILED_PRECONDITION", answer.Body["error"]!["status"]!.ToString());
        Assert.Equal("EXPIRED_SYNC_TOKEN", answer.Body["error"]!["details"]![0]!["reason"]!.ToString());
    }

    private async Task<string> FullSyncAsync()
    {
        var page = (await rig.GetAsync(Sync)).Body;
        while (page["nextPageToken"] is { } next)
        {
            page = (await rig.GetAsync($"{Sync}&pageToken={next}")).Body;
        }

        return page["nextSyncToken"]!.ToString();
    }

    private string[] AddPeople(int count) =>
        [.. Enumerable.Range(0, count).Select(number => rig.Book.Add(Json($$"""{"names":[{"givenName":"Person","familyName":"{{number}}"}]}""")))];
}
