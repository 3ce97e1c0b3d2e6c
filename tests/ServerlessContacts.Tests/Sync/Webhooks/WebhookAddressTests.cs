using ServerlessContacts.Sync.Webhooks;

namespace ServerlessContacts.Tests.Sync.Webhooks;

public sealed class WebhookAddressTests
{
    [Theory]
    [InlineData("https://contacts.example")]
    [InlineData("https://contacts.example/")]
    public void Both_addresses_lie_below_the_services_own(string address)
    {
        var subscriber = new WebhookAddresses(address).For("microsoft", "secret");
        Assert.Equal("https://contacts.example/api/webhooks/microsoft/notifications", subscriber.Notifications.AbsoluteUri);
        Assert.Equal("https://contacts.example/api/webhooks/microsoft/lifecycle", subscriber.Lifecycle.AbsoluteUri);
    }

    [Theory]
    [InlineData("http://127.0.0.1:7071", true)]
    [InlineData("http://localhost:7071", true)]
    [InlineData("http://contacts.example", false)]
    [InlineData("contacts.example", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_secret_is_sent_over_https_or_to_this_machine_only(string? address, bool areKnown) => Assert.Equal(areKnown, new WebhookAddresses(address).AreKnown);
}
