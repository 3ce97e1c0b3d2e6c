using System.Text.Json.Nodes;
using ServerlessContacts.Simulators.Microsoft;

namespace ServerlessContacts.Tests.Simulators.Microsoft;

public sealed class GraphSubscriptionsTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private GraphRig rig = null!;
    private NotificationEndpoint endpoint = null!;

    public async Task InitializeAsync()
    {
        rig = await GraphRig.StartAsync(time);
        endpoint = await NotificationEndpoint.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await rig.DisposeAsync();
        await endpoint.DisposeAsync();
    }

    [Fact]
    public async Task Who_returns_the_token_as_it_was_escaped_fails_the_handshake()
    {
        endpoint.Answers = Uri.EscapeDataString;
        Assert.Equal(400, (await SubscribeAsync()).Status);
        endpoint.Answers = token => token;
        endpoint.AnswerType = "application/json";
        Assert.Equal(400, (await SubscribeAsync()).Status);
        endpoint.AnswerType = "text/plain; charset=utf-8";
        Assert.Equal(201, (await SubscribeAsync()).Status);
    }

    [Fact]
    public async Task Who_answers_the_handshake_only_after_the_subscription_was_made_never_gets_one()
    {
        rig.Graph.HandshakePatience = TimeSpan.FromMilliseconds(300);
        var never = new TaskCompletionSource();
        endpoint.Before = never.Task;
        Assert.Equal(400, (await SubscribeAsync()).Status);
        Assert.Empty(rig.Graph.Subscriptions);
    }

    [Fact]
    public async Task Who_forgets_one_of_the_two_addresses_fails_the_handshake()
    {
        endpoint.Dead = endpoint.Lifecycle;
        Assert.Equal(400, (await SubscribeAsync()).Status);
        endpoint.Dead = endpoint.Notifications;
        Assert.Equal(400, (await SubscribeAsync()).Status);
        Assert.Empty(rig.Graph.Subscriptions);
    }

    [Theory]
    [InlineData(10_080, 201, 10_080)]
    [InlineData(10_081, 400, null)]
    [InlineData(44, 201, 45)]
    [InlineData(46, 201, 46)]
    public async Task A_life_has_a_shortest_and_a_longest_length(int minutes, int status, int? granted)
    {
        Assert.Equal(status, (await SubscribeAsync(minutes)).Status);
        Assert.Equal(granted, (int?)(rig.Graph.Subscriptions.SingleOrDefault()?.Expires - time.GetUtcNow())?.TotalMinutes);
    }

    [Fact]
    public async Task Who_does_not_renew_is_told_nothing_more()
    {
        var (_, made) = await SubscribeAsync(60);
        var path = $"subscriptions/{made["id"]}";
        Assert.Equal(200, (await rig.SendAsync(rig.Careful, HttpMethod.Patch, path, $$"""{"expirationDateTime":"{{time.GetUtcNow().AddDays(1):O}}"}""")).Status);
        Assert.Equal(400, (await rig.SendAsync(rig.Careful, HttpMethod.Patch, path, $$"""{"expirationDateTime":"{{time.GetUtcNow().AddDays(8):O}}"}""")).Status);
        time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(204, (await rig.SendAsync(rig.Careful, HttpMethod.Post, $"{path}/reauthorize")).Status);
        Assert.Single((await rig.GetAsync("subscriptions")).Body["value"]!.AsArray());

        time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(404, (await rig.GetAsync(path)).Status);
        rig.Mailbox.Add([]);
        Assert.Equal(0, endpoint.Waiting);
    }

    [Fact]
    public async Task A_change_names_the_contact_and_nothing_of_it()
    {
        var (_, made) = await SubscribeAsync();
        var id = rig.Mailbox.Add(GraphRig.Json("""{"displayName":"Anna"}"""));
        var notification = await endpoint.NextAsync();
        Assert.Equal(("created", "secret", made["id"]!.GetValue<string>()), (Text(notification, "changeType"), Text(notification, "clientState"), Text(notification, "subscriptionId")));
        Assert.Equal(id, Text(notification["resourceData"]!, "id"));
        Assert.DoesNotContain("displayName", notification.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_take_a_notification_gets_it_again()
    {
        await SubscribeAsync();
        endpoint.Statuses.Enqueue(500);
        var id = rig.Mailbox.Add([]);
        await endpoint.NextAsync();
        await time.UntilWaitingAsync();
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(id, Text((await endpoint.NextAsync())["resourceData"]!, "id"));
    }

    [Fact]
    public async Task Who_counts_notifications_counts_wrong()
    {
        await SubscribeAsync();
        rig.Graph.Faults.Order(GraphFault.NotificationDropped);
        rig.Mailbox.Add([]);
        rig.Graph.Faults.Order(GraphFault.NotificationTwice);
        var twice = rig.Mailbox.Add([]);
        Assert.Equal([twice, twice], [Text((await endpoint.NextAsync())["resourceData"]!, "id"), Text((await endpoint.NextAsync())["resourceData"]!, "id")]);

        rig.Graph.Faults.Order(GraphFault.NotificationLate);
        var late = rig.Mailbox.Add([]);
        await time.UntilWaitingAsync();
        Assert.Equal(0, endpoint.Waiting);
        time.Advance(rig.Graph.Faults.LateBy);
        Assert.Equal(late, Text((await endpoint.NextAsync())["resourceData"]!, "id"));
    }

    [Theory]
    [InlineData("""{"resource":"me/messages","changeType":"updated","notificationUrl":"http://x.example","expirationDateTime":"2026-11-24T00:00:00Z"}""")]
    [InlineData("""{"resource":"me/contacts","changeType":"renamed","notificationUrl":"http://x.example","expirationDateTime":"2026-11-24T00:00:00Z"}""")]
    [InlineData("""{"resource":"me/contacts","changeType":"updated","notificationUrl":"x","expirationDateTime":"2026-11-24T00:00:00Z"}""")]
    [InlineData("""{"resource":"me/contacts","changeType":"updated","notificationUrl":"http://x.example"}""")]
    public async Task A_wish_that_makes_no_sense_is_refused(string body) => Assert.Equal(400, (await rig.SendAsync(rig.Careful, HttpMethod.Post, "subscriptions", body)).Status);

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private Task<(int Status, JsonObject Body)> SubscribeAsync(int minutes = 1440) => rig.SendAsync(rig.Careful, HttpMethod.Post, "subscriptions", $$"""
        {"changeType":"created,updated,deleted","resource":"me/contacts","notificationUrl":"{{endpoint.Notifications}}","lifecycleNotificationUrl":"{{endpoint.Lifecycle}}",
         "expirationDateTime":"{{time.GetUtcNow().AddMinutes(minutes):O}}","clientState":"secret"}
        """);
}
