using System.Text.Json.Nodes;
using ServerlessContacts.Simulators.Microsoft;

namespace ServerlessContacts.Tests.Simulators.Microsoft;

public sealed class GraphTrafficTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private GraphRig rig = null!;

    public async Task InitializeAsync() => rig = await GraphRig.StartAsync(time);

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Fact]
    public async Task Who_calls_five_times_at_once_is_throttled_and_counted()
    {
        await using var endpoint = await NotificationEndpoint.StartAsync();
        var hold = new TaskCompletionSource();
        endpoint.Before = hold.Task;
        var four = Enumerable.Range(0, 4).Select(_ => SubscribeAsync(endpoint)).ToList();
        await UntilAsync(() => rig.Graph.Calls.Count == 4);

        using var fifth = await rig.Careful.GetAsync($"{rig.BaseUrl}/me");
        Assert.Equal((429, TimeSpan.FromSeconds(1)), ((int)fifth.StatusCode, fifth.Headers.RetryAfter?.Delta));
        Assert.Equal(1, rig.Graph.Violations[GraphViolation.Concurrency]);
        hold.SetResult();
        Assert.All(await Task.WhenAll(four), status => Assert.Equal(201, status));
    }

    [Fact]
    public async Task Who_does_not_wait_as_long_as_announced_is_counted()
    {
        rig.Graph.Faults.RetryAfterSeconds = 10;
        rig.Graph.Faults.Order(GraphFault.Throttled);
        Assert.Equal(429, (await rig.GetAsync("me")).Status);
        Assert.Empty(rig.Graph.Violations);

        time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(429, (await rig.GetAsync("me")).Status);
        Assert.Equal(1, rig.Graph.Violations[GraphViolation.RetryAfterIgnored]);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await rig.GetAsync("me")).Status);
        Assert.Equal(1, rig.Graph.Violations[GraphViolation.RetryAfterIgnored]);
    }

    [Fact]
    public async Task What_was_on_its_way_is_no_offence_but_the_same_request_again_is_and_so_is_more_than_fits_beside_it()
    {
        rig.Graph.ThrottlingGrace = TimeSpan.Zero;
        rig.Graph.Faults.RetryAfterSeconds = 10;
        rig.Graph.Faults.Order(GraphFault.Throttled);
        Assert.Equal(429, (await rig.GetAsync("me")).Status);
        for (var other = 1; other <= 3; other++)
        {
            Assert.Equal(429, (await rig.GetAsync($"me/contacts/{other}/photo/$value")).Status);
        }

        Assert.Empty(rig.Graph.Violations);
        Assert.Equal(429, (await rig.GetAsync("me")).Status);
        Assert.Equal(1, rig.Graph.Violations[GraphViolation.RetryAfterIgnored]);
        Assert.Equal(429, (await rig.GetAsync("me/contacts/4/photo/$value")).Status);
        Assert.Equal(2, rig.Graph.Violations[GraphViolation.RetryAfterIgnored]);
        time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(429, (await rig.GetAsync("me/contacts/5/photo/$value")).Status);
        Assert.Equal(3, rig.Graph.Violations[GraphViolation.RetryAfterIgnored]);
    }

    [Fact]
    public async Task Who_takes_silence_for_failure_writes_twice()
    {
        rig.Graph.Faults.Order(GraphFault.AnswerLost);
        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync());
        await PostAsync();
        Assert.Equal(2, rig.Mailbox.All.Count);

        rig.Graph.Faults.Order(GraphFault.RequestLost);
        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync());
        Assert.Equal(2, rig.Mailbox.All.Count);
    }

    [Fact]
    public async Task Who_takes_the_service_for_always_there_is_wrong()
    {
        rig.Graph.Faults.Order(GraphFault.Unavailable);
        Assert.Equal(503, (await PostAsync()).Status);
        Assert.Empty(rig.Mailbox.All);
    }

    [Fact]
    public void A_plan_from_the_same_seed_strikes_on_the_same_occasions()
    {
        static List<bool> Strikes(int seed)
        {
            var faults = new GraphFaults(seed).Set(GraphFault.Replay, 0.3);
            return [.. Enumerable.Range(0, 200).Select(_ => faults.Strikes(GraphFault.Replay))];
        }

        Assert.Equal(Strikes(7), Strikes(7));
        Assert.NotEqual(Strikes(7), Strikes(8));
        Assert.InRange(Strikes(7).Count(struck => struck), 30, 90);
    }

    [Fact]
    public async Task A_batch_of_more_than_twenty_is_refused()
    {
        Assert.Equal(400, (await BatchAsync(Enumerable.Range(0, 21).Select(number => Get(number, "/me")))).Status);
        Assert.Equal(1, rig.Graph.Violations[GraphViolation.BatchTooLarge]);
        Assert.Equal(400, (await BatchAsync([Get(1, "/me"), Get(1, "/me")])).Status);
    }

    [Fact]
    public async Task Who_looks_only_at_a_batchs_own_status_misses_its_failures()
    {
        rig.Graph.Faults.Order(GraphFault.Throttled);
        var dependent = Get(3, "/me/contacts?$top=5");
        dependent["dependsOn"] = new JsonArray("1");
        var (status, body) = await BatchAsync([Get(1, "/me"), Get(2, "/me"), dependent]);
        Assert.Equal(200, status);
        Assert.Equal([429, 429, 424], Answers(body).Select(answer => answer.Value["status"]!.GetValue<int>()));
        Assert.Equal("2", Answers(body)["1"]["headers"]!["Retry-After"]!.GetValue<string>());

        time.Advance(TimeSpan.FromSeconds(2));
        (_, body) = await BatchAsync([Get(1, "/me")]);
        Assert.Equal("anna@contoso.example", body["responses"]![0]!["body"]!["mail"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_batch_answers_in_an_order_of_its_own_and_tells_types_and_pictures_as_text()
    {
        var id = rig.Mailbox.Add(GraphRig.Json("""{"displayName":"Anna"}"""));
        rig.Mailbox.SetPhoto(id, [1, 2, 3], "image/png");
        var (_, body) = await BatchAsync([Get(1, "/me"), Get(2, $"/me/contacts/{id}/photo/$value"), Get(3, "/me/contacts/nobody/photo/$value")]);
        Assert.Equal(["3", "2", "1"], body["responses"]!.AsArray().Select(response => response!["id"]!.GetValue<string>()));
        var answers = Answers(body);
        Assert.Equal("application/json", answers["1"]["headers"]!["Content-Type"]!.GetValue<string>());
        Assert.Equal(
            (200, "image/png", "AQID"),
            (answers["2"]["status"]!.GetValue<int>(), answers["2"]["headers"]!["Content-Type"]!.GetValue<string>(), answers["2"]["body"]!.GetValue<string>()));
        Assert.Equal(404, answers["3"]["status"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_wait_is_announced_to_the_rest_of_a_batch_without_offence_and_a_batch_that_comes_too_early_is_one()
    {
        rig.Graph.ThrottlingGrace = TimeSpan.Zero;
        rig.Graph.Faults.RetryAfterSeconds = 10;
        rig.Graph.Arriving = call =>
        {
            if (call is { IsInBatch: true, Path: "me/contacts?number=3" })
            {
                rig.Graph.Faults.Order(GraphFault.Throttled);
            }
        };
        var requests = Enumerable.Range(1, 20).Select(number => Get(number, $"/me/contacts?number={number}")).ToList();
        var (status, body) = await BatchAsync(requests);
        Assert.Equal(200, status);
        Assert.Equal(Enumerable.Range(1, 20).Select(number => number < 3 ? 200 : 429), Answers(body)
            .Select(answer => answer.Value["status"]!.GetValue<int>()));
        Assert.DoesNotContain(GraphViolation.RetryAfterIgnored, rig.Graph.Violations);

        time.Advance(TimeSpan.FromSeconds(9));
        (status, body) = await BatchAsync(requests.Select(request => request.DeepClone().AsObject()));
        Assert.Equal(200, status);
        Assert.All(Answers(body), answer => Assert.Equal("1", answer.Value["headers"]!["Retry-After"]!.GetValue<string>()));
        Assert.Equal(1, rig.Graph.Violations[GraphViolation.RetryAfterIgnored]);
    }

    /// <summary>In the order of the requests.</summary>
    private static SortedDictionary<string, JsonObject> Answers(JsonObject batch) => new(
        batch["responses"]!.AsArray()
            .ToDictionary(answer => answer!["id"]!.GetValue<string>(), answer => answer!.AsObject(), StringComparer.Ordinal),
        Comparer<string>.Create((one, other) => int.Parse(one).CompareTo(int.Parse(other))));

    private static JsonObject Get(int id, string url) => new() { ["id"] = $"{id}", ["method"] = "GET", ["url"] = url };

    private static async Task UntilAsync(Func<bool> isSo)
    {
        var deadline = TimeProvider.System.GetUtcNow().AddSeconds(30);
        while (!isSo())
        {
            Assert.True(TimeProvider.System.GetUtcNow() < deadline, "Not within half a minute.");
            await Task.Delay(10);
        }
    }

    private async Task<int> SubscribeAsync(NotificationEndpoint endpoint) => (await rig.SendAsync(rig.Careful, HttpMethod.Post, "subscriptions", $$"""
        {"changeType":"updated","resource":"me/contacts","notificationUrl":"{{endpoint.Notifications}}","expirationDateTime":"{{time.GetUtcNow().AddDays(1):O}}","clientState":"s"}
        """)).Status;

    private Task<(int Status, JsonObject Body)> BatchAsync(IEnumerable<JsonObject> requests) =>
        rig.SendAsync(rig.Careful, HttpMethod.Post, "$batch", new JsonObject { ["requests"] = new JsonArray([.. requests]) }.ToJsonString());

    private Task<(int Status, JsonObject Body)> PostAsync() => rig.SendAsync(rig.Careful, HttpMethod.Post, "me/contacts", """{"displayName":"Anna"}""");
}
