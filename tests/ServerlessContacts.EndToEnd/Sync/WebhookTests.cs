using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Contacts;
using ServerlessContacts.EndToEnd.Api;
using ServerlessContacts.EndToEnd.LocalHost;
using ServerlessContacts.Simulators.Microsoft;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Webhooks;

namespace ServerlessContacts.EndToEnd.Sync;

/// <summary>What Microsoft Graph tells, and what others may try to.</summary>
public sealed class WebhookTests(ApiFixture fixture) : RunTest(fixture)
{
    [Fact]
    public async Task An_edit_in_Outlook_is_told_and_is_here_soon_after()
    {
        var (connection, mailbox) = await ConnectMicrosoftAsync(Tenant.Anna);
        var id = mailbox.Add(Json("""{ "givenName": "Grace", "surname": "Hopper" }"""));
        await CreateAsync(Tenant.Anna, Person("Ada", "Lovelace"));
        Assert.Equal("done", (await RunAsync(Tenant.Anna, connection, "start")).Text("status"));
        Assert.Contains(mailbox.All.Values, contact => (string?)contact["surname"] == "Lovelace");
        await SubscribedAsync(mailbox);
        mailbox.Edit(id, Json("""{ "surname": "Murray" }"""));
        await UntilFoundAsync(Tenant.Anna, "grace murray");
    }

    /// <summary>
    /// What is edited there after the first run has listed it comes by its notification alone, and nothing else starts a run.
    /// </summary>
    [Fact]
    public async Task A_new_connection_runs_once_and_is_told_of_what_changes_while_it_lists()
    {
        var (connection, mailbox) = await ConnectMicrosoftAsync(Tenant.Anna);
        var id = mailbox.Add(Json("""{ "givenName": "Grace", "surname": "Hopper" }"""));
        var isEdited = false;
        Providers.Graph.Arriving = call =>
        {
            // The picture is asked for when the listing is over and the run is not.
            if (call.Path.Contains($"{id}/photo", StringComparison.Ordinal) && !isEdited)
            {
                isEdited = true;
                mailbox.Edit(id, Json("""{ "surname": "Murray" }"""));
            }
        };
        try
        {
            Assert.Equal("done", (await RunAsync(Tenant.Anna, connection, "start")).Text("status"));
            await UntilFoundAsync(Tenant.Anna, "grace murray");
            var runs = (await Tenant.Anna.GetAsync($"{Place(connection)}/runs")).Json().List("items");
            Assert.Equal(2, runs.Count);
            Assert.True(isEdited);
        }
        finally
        {
            Providers.Graph.Arriving = _ => { };
        }
    }

    [Fact]
    public async Task A_removed_subscription_is_made_again()
    {
        var (connection, mailbox) = await ConnectMicrosoftAsync(Tenant.Anna);
        await RunAsync(Tenant.Anna, connection, "start");
        var first = await SubscribedAsync(mailbox);
        await Providers.Graph.RaiseAsync(GraphLifecycleEvent.SubscriptionRemoved, first.Id);
        var second = await SubscribedAsync(mailbox);
        Assert.NotEqual(first.Id, second.Id);
        await Providers.Graph.RaiseAsync(GraphLifecycleEvent.ReauthorizationRequired, second.Id);
        await StorageHost.UntilAsync(async () => (await SubscribedAsync(mailbox)).Reauthorizations > 0);
    }

    [Fact]
    public async Task A_subscription_that_ends_soon_is_renewed_after_a_run()
    {
        var (connection, mailbox) = await ConnectMicrosoftAsync(Tenant.Anna);
        await RunAsync(Tenant.Anna, connection, "start");
        var made = await SubscribedAsync(mailbox);
        var key = KeyOf(connection);
        var store = Host.Services.GetRequiredService<SubscriptionStore>();
        var soon = Host.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(1);
        await StorageHost.UntilAsync(async () =>
            await store.FindAsync(key, default) is { } stored && await store.SaveAsync(key, stored, stored.Subscription with { Expires = soon }, default));
        await RunAsync(Tenant.Anna, connection);
        await StorageHost.UntilAsync(async () => (await store.FindAsync(key, default))!.Subscription.Expires > soon.AddDays(4));
        Assert.Equal(made.Id, (await SubscribedAsync(mailbox)).Id);
    }

    [Fact]
    public async Task A_deleted_connection_has_no_subscription()
    {
        var (connection, mailbox) = await ConnectMicrosoftAsync(Tenant.Anna);
        await RunAsync(Tenant.Anna, connection, "start");
        await StorageHost.UntilAsync(async () => await Host.Services.GetRequiredService<SubscriptionStore>().FindAsync(KeyOf(connection), default) is not null);
        (await Tenant.Anna.DeleteAsync(Place(connection), "*")).Is(HttpStatusCode.NoContent);
        Assert.DoesNotContain(Providers.Graph.Subscriptions, subscription => subscription.Account == mailbox.Account);
    }

    [Fact]
    public async Task A_connection_that_is_deleted_while_its_subscription_is_made_has_none_either()
    {
        var (connection, mailbox) = await ConnectMicrosoftAsync(Tenant.Anna);
        await RunAsync(Tenant.Anna, connection, "start");
        await SubscribedAsync(mailbox);
        (await Tenant.Anna.DeleteAsync(Place(connection), "*")).Is(HttpStatusCode.NoContent);
        await StorageHost.UntilAsync(() => Task.FromResult(Providers.Graph.Subscriptions.All(subscription => subscription.Account != mailbox.Account)));
        await StorageHost.UntilAsync(async () => await Host.Services.GetRequiredService<SubscriptionStore>().FindAsync(KeyOf(connection), default) is null);
    }

    [Theory]
    [InlineData("notifications")]
    [InlineData("lifecycle")]
    public async Task The_handshake_is_answered_with_the_token_as_it_was_meant(string address)
    {
        const string Token = "Validation: <b>not</b> a page; 100 % & more=é/+";
        using var empty = new StringContent("", Encoding.UTF8, "text/plain");
        var answer = await Host.Anonymous().SendAsync(HttpMethod.Post, $"webhooks/microsoft/{address}?validationToken={Uri.EscapeDataString(Token)}", empty);
        Assert.Equal(Token, answer.Is(HttpStatusCode.OK).Text);
        Assert.StartsWith("text/plain", answer.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
    }

    [Fact]
    public async Task Who_guesses_is_answered_as_who_knows()
    {
        var (connection, mailbox) = await ConnectMicrosoftAsync(Tenant.Anna);
        await RunAsync(Tenant.Anna, connection, "start");
        var subscription = await SubscribedAsync(mailbox);
        foreach (var (id, secret) in new[] { (subscription.Id, "guessed"), (subscription.Id, null), ("unknown", subscription.ClientState), (subscription.Id, subscription.ClientState) })
        {
            var told = new JsonObject { ["value"] = new JsonArray(new JsonObject { ["subscriptionId"] = id, ["clientState"] = secret, ["changeType"] = "updated" }) };
            Assert.Empty((await Host.Anonymous().PostAsync("webhooks/microsoft/notifications", told)).Is(HttpStatusCode.Accepted).Text);
        }
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{ "value": 5 }""")]
    [InlineData("{")]
    public async Task What_is_no_notification_is_refused(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        (await Host.Anonymous().SendAsync(HttpMethod.Post, "webhooks/microsoft/notifications", content)).Problem(400, "invalid");
    }

    private ConnectionKey KeyOf(JsonObject connection) => new(Tenant.Id, new MemberId("anna"), connection.Text("id"));

    private async Task<SimulatedSubscription> SubscribedAsync(GraphMailbox mailbox)
    {
        SimulatedSubscription? found = null;
        await StorageHost.UntilAsync(() => Task.FromResult((found = Providers.Graph.Subscriptions.SingleOrDefault(one => one.Account == mailbox.Account)) is not null));
        return found!;
    }
}
