using System.Net;
using System.Text.Json.Nodes;
using ServerlessContacts.Simulators.Google;
using ServerlessContacts.Tests.Providers.Google;
using static ServerlessContacts.Tests.Providers.Google.GoogleRig;

namespace ServerlessContacts.Tests.Simulators.Google;

/// <summary>What a client meets that changes people without knowing the rules.</summary>
public sealed class WritingTests : IAsyncLifetime
{
    private const string Create = "v1/people:createContact?personFields=names,phoneNumbers,memberships,metadata";

    private GoogleRig rig = null!;

    public async Task InitializeAsync() => rig = await StartAsync();

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Fact]
    public async Task A_created_person_has_what_only_google_writes()
    {
        var (_, person) = await PostAsync("""{"names":[{"givenName":"Aiko","familyName":"Tanaka"}],"phoneNumbers":[{"value":"+81 90-1234-5678","type":"homeFax"}]}""");
        Assert.Equal("Aiko Tanaka", person["names"]![0]!["displayName"]!.ToString());
        Assert.Equal("Tanaka, Aiko", person["names"]![0]!["displayNameLastFirst"]!.ToString());
        Assert.Equal("+819012345678", person["phoneNumbers"]![0]!["canonicalForm"]!.ToString());
        Assert.Equal("Home Fax", person["phoneNumbers"]![0]!["formattedType"]!.ToString());
        Assert.Equal("contactGroups/myContacts", person["memberships"]![0]!["contactGroupMembership"]!["contactGroupResourceName"]!.ToString());
        Assert.Equal("2026-11-23T09:00:00.000000Z", person["metadata"]!["sources"]![0]!["updateTime"]!.ToString());
    }

    [Theory]
    [InlineData("names")]
    [InlineData("biographies")]
    [InlineData("birthdays")]
    [InlineData("genders")]
    public async Task Two_values_for_a_field_that_takes_one_are_refused(string field)
    {
        Assert.Equal(400, (await PostAsync($$"""{"{{field}}":[{},{}]}""")).Code);
        Assert.Equal(1, rig.Simulator.Violations["single-value"]);
    }

    [Theory]
    [InlineData("contactGroups/none", "group-unknown")]
    [InlineData("contactGroups/friends", "group-closed")]
    public async Task Groups_that_cannot_be_joined_are_refused(string group, string violation)
    {
        Assert.Equal(400, (await PostAsync($$$"""{"memberships":[{"contactGroupMembership":{"contactGroupResourceName":"{{{group}}}"}}]}""")).Code);
        Assert.Equal(1, rig.Simulator.Violations[violation]);
    }

    [Fact]
    public async Task An_update_without_an_etag_is_refused()
    {
        var name = rig.Book.Add(Json("""{"nicknames":[{"value":"Ai"}]}"""));
        var (code, body) = await PatchAsync(name, "nicknames", """{"nicknames":[]}""");
        Assert.Equal(400, code);
        Assert.Equal("Request must set person.etag or person.metadata.sources.etag for the source that is being updated.", body["error"]!["message"]!.ToString());
        Assert.Equal(1, rig.Simulator.Violations["etag-missing"]);
    }

    [Fact]
    public async Task A_stale_etag_is_refused_with_the_status_of_an_expired_token_but_without_a_reason()
    {
        var name = rig.Book.Add(Json("""{"nicknames":[{"value":"Ai"}]}"""));
        var etag = rig.Book.Find(name)!["etag"]!.ToString();
        rig.Book.Edit(name, person => person["nicknames"]![0]!["value"] = "Aii");
        var (code, body) = await PatchAsync(name, "nicknames", $$"""{"etag":"{{etag}}","nicknames":[]}""");
        Assert.Equal(400, code);
        Assert.Equal("FAILED_PRECONDITION", body["error"]!["status"]!.ToString());
        Assert.Equal(
            "Request person.etag is different than the current person.etag. Clear local cache and get the latest person.", body["error"]!["message"]!.ToString());
        Assert.Null(body["error"]!["details"]);
        Assert.Empty(rig.Simulator.Violations);
    }

    [Fact]
    public async Task The_etag_of_the_contacts_source_does_as_well()
    {
        var name = rig.Book.Add(Json("""{"nicknames":[{"value":"Ai"}]}"""));
        var source = rig.Book.Find(name)!["metadata"]!["sources"]![0]!.ToJsonString();
        Assert.Equal(200, (await PatchAsync(name, "nicknames", $$$"""{"metadata":{"sources":[{{{source}}}]},"nicknames":[]}""")).Code);
    }

    [Fact]
    public async Task Listed_fields_are_replaced_whole_and_others_are_not_touched()
    {
        var name = rig.Book.Add(Json("""{"urls":[{"value":"a"},{"value":"b"}],"nicknames":[{"value":"Ai"}]}"""));
        await UpdateAsync(name, "urls", """ "urls":[{"value":"c"}],"nicknames":[{"value":"ignored"}] """);
        Assert.Equal("c", Assert.Single(rig.Book.Find(name)!["urls"]!.AsArray())!["value"]!.ToString());
        Assert.Equal("Ai", rig.Book.Find(name)!["nicknames"]![0]!["value"]!.ToString());
    }

    [Fact]
    public async Task What_comes_from_a_profile_stays_and_is_not_to_be_written()
    {
        var name = rig.Book.Add(Json("""{"urls":[{"value":"mine"},{"value":"profile","metadata":{"source":{"type":"PROFILE"}}}]}"""));
        await UpdateAsync(name, "urls", """ "urls":[{"value":"written","metadata":{"source":{"type":"PROFILE"}}}] """);
        Assert.Equal("profile", Assert.Single(rig.Book.Find(name)!["urls"]!.AsArray())!["value"]!.ToString());
        Assert.Equal(1, rig.Simulator.Violations["profile-value-written"]);
    }

    [Theory]
    [InlineData("fileAses", "mask-invalid")]
    [InlineData("photos", "mask-invalid")]
    [InlineData("", "mask-missing")]
    public async Task Some_fields_cannot_be_updated(string field, string violation)
    {
        var name = rig.Book.Add(Json("{}"));
        Assert.Equal(400, (await UpdateAsync(name, field, """ "fileAses":[{"value":"x"}] """)).Code);
        Assert.Equal(1, rig.Simulator.Violations[violation]);
    }

    [Fact]
    public async Task A_contact_stays_in_a_group()
    {
        var name = rig.Book.Add(Json("{}"));
        Assert.Equal(400, (await UpdateAsync(name, "memberships", """ "memberships":[] """)).Code);
        Assert.Equal(1, rig.Simulator.Violations["last-membership"]);
        Assert.Single(rig.Book.Find(name)!["memberships"]!.AsArray());
    }

    [Fact]
    public async Task Of_two_changes_that_overlap_one_fails()
    {
        var (entered, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        rig.Simulator.DuringMutation = () =>
        {
            entered.TrySetResult();
            return release.Task;
        };
        var first = PostAsync("""{"names":[{"givenName":"One"}]}""");
        await entered.Task;
        var (code, body) = await PostAsync("""{"names":[{"givenName":"Two"}]}""");
        release.SetResult();
        Assert.Equal((409, "ABORTED"), (code, body["error"]!["status"]!.ToString()));
        Assert.Equal(200, (await first).Code);
        Assert.Equal(1, rig.Simulator.Violations["parallel-mutation"]);
        Assert.Single(rig.Book.People);
    }

    [Fact]
    public async Task A_group_name_is_given_once()
    {
        Assert.Equal(200, (await rig.SendAsync(HttpMethod.Post, "v1/contactGroups", """{"contactGroup":{"name":"Vendors"}}""")).Code);
        Assert.Equal(409, (await rig.SendAsync(HttpMethod.Post, "v1/contactGroups", """{"contactGroup":{"name":"vendors"}}""")).Code);
        Assert.Equal(409, (await rig.SendAsync(HttpMethod.Post, "v1/contactGroups", """{"contactGroup":{"name":"Friends"}}""")).Code);
        var (_, list) = await rig.GetAsync("v1/contactGroups?pageSize=5");
        var (_, rest) = await rig.GetAsync($"v1/contactGroups?pageSize=5&pageToken={list["nextPageToken"]}");
        Assert.Equal(["blocked", "chatBuddies", "starred", "Vendors"], rest["contactGroups"]!.AsArray().Select(group => group!["name"]!.ToString()).Order(StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_deleted_contact_is_gone()
    {
        var name = rig.Book.Add(Json("{}"));
        Assert.Equal(200, (await rig.SendAsync(HttpMethod.Delete, $"v1/{name}:deleteContact")).Code);
        Assert.Equal(404, (await rig.SendAsync(HttpMethod.Delete, $"v1/{name}:deleteContact")).Code);
        Assert.Equal(404, (await rig.GetAsync($"v1/{name}?personFields=names")).Code);
    }

    [Fact]
    public async Task Ended_tokens_are_refused()
    {
        rig.Accounts.EndTokens(rig.Account);
        Assert.Equal(401, (await rig.GetAsync("v1/people/me?personFields=names")).Code);
    }

    [Theory]
    [InlineData(GoogleFault.Throttle, "RATE_LIMIT_EXCEEDED")]
    [InlineData(GoogleFault.ThrottleStorage, null)]
    public async Task Quotas_run_out_without_a_word_on_how_long_to_wait(GoogleFault fault, string? reason)
    {
        rig.Simulator.ThrottlePause = TimeSpan.FromMinutes(1);
        rig.Simulator.Faults.Plan(fault);
        using var response = await SendPlainAsync();
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Null(response.Headers.RetryAfter);
        Assert.Equal(reason, Json(await response.Content.ReadAsStringAsync())["error"]!["details"]![0]!["reason"]?.ToString());
        using var tooEarly = await SendPlainAsync();
        Assert.Equal(HttpStatusCode.TooManyRequests, tooEarly.StatusCode);
        Assert.Equal(1, rig.Simulator.Violations["call-while-throttled"]);
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        using var patient = await SendPlainAsync();
        Assert.Equal(HttpStatusCode.OK, patient.StatusCode);
    }

    [Theory]
    [InlineData(GoogleFault.DropBefore, 0)]
    [InlineData(GoogleFault.DropAfter, 1)]
    public async Task A_lost_answer_says_nothing_of_whether_it_was_done(GoogleFault fault, int people)
    {
        rig.Simulator.Faults.Plan(fault);
        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync("{}"));
        Assert.Equal(people, rig.Book.People.Count);
    }

    [Fact]
    public async Task An_answer_may_end_in_its_middle()
    {
        rig.Simulator.Faults.Plan(GoogleFault.TruncateBody);
        await Assert.ThrowsAnyAsync<System.Text.Json.JsonException>(() => PostAsync("{}"));
        Assert.Single(rig.Book.People);
    }

    [Fact]
    public void The_same_seed_brings_the_same_faults()
    {
        static string Run(int seed)
        {
            var faults = new GoogleFaults(seed);
            faults.SetRate(GoogleFault.Throttle, 0.3);
            faults.SetRate(GoogleFault.DropAfter, 0.3);
            return string.Join(',', Enumerable.Range(0, 50).Select(_ => faults.Draw(isListing: false)?.ToString() ?? "-"));
        }

        Assert.Equal(Run(7), Run(7));
        Assert.NotEqual(Run(7), Run(8));
    }

    private Task<(int Code, JsonObject Body)> PostAsync(string body) => rig.SendAsync(HttpMethod.Post, Create, body);

    private Task<(int Code, JsonObject Body)> PatchAsync(string name, string fields, string body) =>
        rig.SendAsync(HttpMethod.Patch, $"v1/{name}:updateContact?updatePersonFields={fields}", body);

    private Task<(int Code, JsonObject Body)> UpdateAsync(string name, string fields, string values) =>
        PatchAsync(name, fields, $$"""{"etag":"{{rig.Book.Find(name)!["etag"]}}",{{values}}}""");

    private async Task<HttpResponseMessage> SendPlainAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("v1/people/me?personFields=names", UriKind.Relative));
        request.Headers.Authorization = new("Bearer", rig.Token);
        return await rig.Http.SendAsync(request);
    }
}
