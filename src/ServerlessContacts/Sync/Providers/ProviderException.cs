namespace ServerlessContacts.Sync.Providers;

/// <summary>Why a call to a provider failed, in the distinctions that decide what is done next.</summary>
public enum ProviderFault
{
    /// <summary>No answer, a dropped connection, a time-out or a 5xx: whether a write took effect is open.</summary>
    Unavailable,

    /// <summary>Too many requests; nothing took effect. <see cref="ProviderException.RetryAfter"/> is the provider's own word, where it gave one.</summary>
    Throttled,

    /// <summary>The cursor is no longer known: everything has to be listed again.</summary>
    CursorExpired,

    /// <summary>The item is no longer what was read: read it again, merge, and try again.</summary>
    Stale,

    /// <summary>There is no such item.</summary>
    Gone,

    /// <summary>The provider refuses this item as it is, and will again: a limit, a value it does not take.</summary>
    Rejected,

    /// <summary>The member's consent is gone or does not cover the call.</summary>
    SignInNeeded,
}

/// <summary>A call to a provider that failed. The message holds what the provider said, without tokens and without contact data beyond its own words.</summary>
public class ProviderException(
    ProviderFault fault, string message, TimeSpan? retryAfter = null, Exception? inner = null) : Exception(message, inner)
{
    public ProviderFault Fault { get; } = fault;

    public TimeSpan? RetryAfter { get; } = retryAfter;
}
