using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Store.Work;
using ServerlessContacts.Sync;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Providers;
using ServerlessContacts.Sync.Running;
using ServerlessContacts.Sync.Webhooks;
using ServerlessContacts.Tests.Store;

namespace ServerlessContacts.Tests.Sync.Webhooks;

public sealed class NotificationsTests : IWorkQueue<SyncMessage>
{
    private const string Secret = "a secret";

    private static readonly ConnectionKey Key = new(new TenantId("demo"), new MemberId("anna"), "00000000000000000001");

    private readonly MemoryTable table = new();
    private readonly ManualTime time = new();
    private readonly List<(SyncMessage Message, TimeSpan Delay)> sent = [];
    private readonly SubscriptionStore store;
    private readonly Notifications notifications;

    public NotificationsTests()
    {
        store = new SubscriptionStore(table);
        notifications = new Notifications(store, new ProviderCatalog([], null), new Nudges(this, time));
    }

    Task IWorkQueue<SyncMessage>.SendAsync(SyncMessage message, TimeSpan delay, CancellationToken cancellationToken)
    {
        sent.Add((message, delay));
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_change_puts_its_connection_into_the_queue()
    {
        await SubscribeAsync("s1");
        await ReceiveAsync(new Notification("s1", Secret));
        Assert.Equal(Key.Message(), Assert.Single(sent).Message);
        Assert.Equal(new Subscription("s1", Subscription.Hash(Secret), time.GetUtcNow().AddDays(7)), await FindAsync());
    }

    [Theory]
    [InlineData("s1", "another secret")]
    [InlineData("s1", "")]
    [InlineData("s1", null)]
    [InlineData("S1", Secret)]
    [InlineData("s2", Secret)]
    public async Task What_does_not_carry_the_secret_of_a_subscription_is_dropped(string subscription, string? secret)
    {
        await SubscribeAsync("s1");
        await ReceiveAsync(new Notification(subscription, secret), new Notification(subscription, secret, NotificationKind.Missed));
        Assert.Empty(sent);
        Assert.False((await FindAsync()).HasMissed);
    }

    [Fact]
    public async Task Many_that_come_together_are_one_message_that_is_seen_after_all_of_them()
    {
        await SubscribeAsync("s1");
        await ReceiveAsync(new Notification("s1", Secret), new Notification("s1", "guessed"), new Notification("s1", Secret));
        time.Advance(TimeSpan.FromMilliseconds(900));
        await ReceiveAsync(new Notification("s1", Secret));
        Assert.InRange(Assert.Single(sent).Delay, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(5));
        time.Advance(TimeSpan.FromMilliseconds(200));
        await ReceiveAsync(new Notification("s1", Secret));
        Assert.Equal(2, sent.Count);
    }

    [Theory]
    [InlineData(NotificationKind.ReauthorizationRequired, SubscriptionWish.Renew, false)]
    [InlineData(NotificationKind.SubscriptionRemoved, SubscriptionWish.Replace, false)]
    [InlineData(NotificationKind.Missed, SubscriptionWish.None, true)]
    [InlineData(NotificationKind.Change, SubscriptionWish.None, false)]
    public async Task What_the_provider_wants_is_noted_and_seen_to_after_the_next_run(NotificationKind kind, SubscriptionWish wish, bool hasMissed)
    {
        await SubscribeAsync("s1");
        await ReceiveAsync(new Notification("s1", Secret, kind));
        var noted = await FindAsync();
        Assert.Equal((wish, hasMissed), (noted.Wish, noted.HasMissed));
        Assert.Single(sent);
    }

    [Fact]
    public async Task A_subscription_that_was_replaced_is_no_longer_known()
    {
        await SubscribeAsync("s1");
        await SubscribeAsync("s2");
        await ReceiveAsync(new Notification("s1", Secret));
        Assert.Empty(sent);
        await ReceiveAsync(new Notification("s2", Secret));
        Assert.Single(sent);
        await store.RemoveAsync(Key, (await store.FindAsync(Key, default))!, default);
        Assert.Empty(table.Dump());
    }

    [Fact]
    public void The_secret_is_not_stored() =>
        Assert.DoesNotContain(Secret, StoredJson.Write(new Subscription("s1", Subscription.Hash(Secret), default))
            .Aggregate("", (text, one) => text + (char)one), StringComparison.Ordinal);

    [Fact]
    public async Task Where_notifications_were_lost_the_next_run_lists_everything_unless_one_is_at_work()
    {
        var row = SyncState.Kind.Key(Key.Id);
        var rows = new PlainRows(table);
        var held = new SyncState { LastFull = time.GetUtcNow(), Holder = "another", Until = time.GetUtcNow().AddMinutes(1) };
        await rows.InsertAsync(Key.Partition.Key, row, LinkJson.Write(held), default);
        await SubscribeAsync("s1");
        await ReceiveAsync(new Notification("s1", Secret, NotificationKind.Missed));
        var missed = new MissedNotifications(table, store, time);
        await missed.MendAsync(Key, default);
        Assert.True((await FindAsync()).HasMissed);
        time.Advance(TimeSpan.FromMinutes(1));
        await missed.MendAsync(Key, default);
        Assert.False((await FindAsync()).HasMissed);
        Assert.Equal(held with { LastFull = DateTimeOffset.MinValue }, LinkJson.Read<SyncState>((await rows.FindAsync(Key.Partition.Key, row, default))!.Data));
    }

    private async Task SubscribeAsync(string id) =>
        Assert.True(await store.SaveAsync(Key, await store.FindAsync(Key, default), new Subscription(id, Subscription.Hash(Secret), time.GetUtcNow().AddDays(7)), default));

    private Task ReceiveAsync(params Notification[] told) => notifications.ReceiveAsync(told, default);

    private async Task<Subscription> FindAsync() => (await store.FindAsync(Key, default))!.Subscription;
}
