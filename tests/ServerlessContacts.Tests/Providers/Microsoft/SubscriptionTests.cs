using System.Text.Json.Nodes;
using ServerlessContacts.Simulators.Microsoft;
using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Tests.Simulators.Microsoft;

namespace ServerlessContacts.Tests.Providers.Microsoft;

public sealed class SubscriptionTests : IAsyncLifetime
{
    private AccountRig rig = null!;
    private NotificationEndpoint endpoint = null!;
    private INotifications subscriptions = null!;

    public async Task InitializeAsync()
    {
        rig = await AccountRig.StartAsync();
        endpoint = await NotificationEndpoint.StartAsync();
        subscriptions = rig.Provider.Notifications;
    }

    public async Task DisposeAsync()
    {
        await endpoint.DisposeAsync();
        await rig.DisposeAsync();
    }

    [Fact]
    public async Task A_subscription_is_made_with_both_addresses_and_the_secret()
    {
        var made = await CreateAsync();
        var held = Assert.Single(rig.Graph.Subscriptions);
        Assert.Equal((made.Id, "secret", "me/contacts"), (held.Id, held.ClientState, held.Resource));
        Assert.Equal((endpoint.Notifications, endpoint.Lifecycle), (held.NotificationUrl, held.LifecycleUrl));
        Assert.Equal(2, endpoint.Handshakes);
    }

    [Fact]
    public async Task An_edit_is_told()
    {
        await CreateAsync();
        rig.Mailbox.Add(GraphRig.Json("""{"displayName":"Anna"}"""));
        var notification = await endpoint.NextAsync();
        Assert.Equal(("secret", "created"), (Text(notification, "clientState"), Text(notification, "changeType")));
    }

    [Fact]
    public async Task A_subscription_is_renewed_which_authorises_it_anew_and_deleted()
    {
        var made = await CreateAsync();
        var later = TimeProvider.System.GetUtcNow() + subscriptions.Longest;
        var renewed = await subscriptions.RenewAsync(rig.TokenAsync, made.Id, later, CancellationToken.None);
        Assert.True(renewed.Expires > made.Expires);
        Assert.Equal(1, Assert.Single(rig.Graph.Subscriptions).Reauthorizations);

        await subscriptions.DeleteAsync(rig.TokenAsync, made.Id, CancellationToken.None);
        await subscriptions.DeleteAsync(rig.TokenAsync, made.Id, CancellationToken.None);
        Assert.Empty(rig.Graph.Subscriptions);
        Assert.Equal(ProviderFault.Gone, (await Assert.ThrowsAsync<ProviderException>(() => subscriptions.RenewAsync(rig.TokenAsync, made.Id, later, CancellationToken.None))).Fault);
    }

    [Fact]
    public async Task An_endpoint_that_fails_the_handshake_is_rejected_with_the_reason()
    {
        endpoint.Answers = _ => "something else";
        var failure = await Assert.ThrowsAsync<ProviderException>(CreateAsync);
        Assert.Equal(ProviderFault.Rejected, failure.Fault);
        Assert.Contains("The body is not the token.", failure.Message, StringComparison.Ordinal);
        Assert.Empty(rig.Graph.Subscriptions);
    }

    [Theory]
    [InlineData(GraphLifecycleEvent.Missed, "missed", 1)]
    [InlineData(GraphLifecycleEvent.ReauthorizationRequired, "reauthorizationRequired", 1)]
    [InlineData(GraphLifecycleEvent.SubscriptionRemoved, "subscriptionRemoved", 0)]
    public async Task Events_of_its_life_come_to_the_other_address(GraphLifecycleEvent lifecycle, string name, int left)
    {
        var made = await CreateAsync();
        await rig.Graph.RaiseAsync(lifecycle, made.Id);
        var notification = await endpoint.NextAsync();
        Assert.Equal((name, made.Id, "secret"), (Text(notification, "lifecycleEvent"), Text(notification, "subscriptionId"), Text(notification, "clientState")));
        Assert.Equal(left, rig.Graph.Subscriptions.Count);
    }

    private Task<ProviderSubscription> CreateAsync() => subscriptions.CreateAsync(
        rig.TokenAsync, new Subscriber(endpoint.Notifications, endpoint.Lifecycle, "secret"), TimeProvider.System.GetUtcNow().AddDays(1), CancellationToken.None);

    private static string? Text(JsonNode notification, string name) => notification[name]?.GetValue<string>();
}
