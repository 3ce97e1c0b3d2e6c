using System.Text;
using ServerlessContacts.Providers.Microsoft;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Tests.Providers.Microsoft;

public sealed class GraphNotificationTests
{
    [Theory]
    [InlineData("""{ "value": [] }""", 0)]
    [InlineData("""{ "value": [{ "subscriptionId": "s", "clientState": "c" }, { "subscriptionId": "" }, 5, { "clientState": "c" }] }""", 1)]
    [InlineData("""{ "value": {} }""", null)]
    [InlineData("[]", null)]
    [InlineData("", null)]
    [InlineData("""{ "value": [{ "a": [[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]] }] }""", null)]
    public void A_body_is_read(string body, int? count) => Assert.Equal(count, GraphNotifications.Read(Encoding.UTF8.GetBytes(body))?.Count);

    [Theory]
    [InlineData("", NotificationKind.Change)]
    [InlineData(""", "lifecycleEvent": "missed" """, NotificationKind.Missed)]
    [InlineData(""", "lifecycleEvent": "reauthorizationRequired" """, NotificationKind.ReauthorizationRequired)]
    [InlineData(""", "lifecycleEvent": "subscriptionRemoved" """, NotificationKind.SubscriptionRemoved)]
    [InlineData(""", "lifecycleEvent": "somethingNew" """, NotificationKind.Change)]
    public void What_it_is_about_is_read(string more, NotificationKind kind)
    {
        var body = $$"""{ "value": [{ "subscriptionId": "s", "clientState": "c"{{more}} }] }""";
        Assert.Equal([new Notification("s", "c", kind)], GraphNotifications.Read(Encoding.UTF8.GetBytes(body)));
    }
}
