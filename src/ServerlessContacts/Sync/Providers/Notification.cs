namespace ServerlessContacts.Sync.Providers;

/// <summary>What a notification is about.</summary>
public enum NotificationKind
{
    /// <summary>Contacts have changed.</summary>
    Change,

    /// <summary>The subscription has to be authorised anew.</summary>
    ReauthorizationRequired,

    /// <summary>The provider has ended the subscription.</summary>
    SubscriptionRemoved,

    /// <summary>Notifications of changes were lost.</summary>
    Missed,
}

/// <summary>What a provider told us. What changed is not read: the next run sees it.</summary>
/// <param name="Subscription">The provider's id of it.</param>
/// <param name="ClientState">The secret, if the sender knows it.</param>
/// <param name="Kind">What it is about.</param>
public sealed record Notification(string Subscription, string? ClientState, NotificationKind Kind = NotificationKind.Change)
{
    /// <summary>The secret is in it.</summary>
    public override string ToString() => $"{nameof(Notification)} {Kind}";
}
