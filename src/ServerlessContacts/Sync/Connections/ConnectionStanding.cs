using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Connections;

public enum ConnectionStatus
{
    /// <summary>The member has not signed in yet.</summary>
    AwaitingConsent,

    /// <summary>Signed in, and not started yet.</summary>
    Ready,

    Syncing,

    Synced,

    /// <summary>Stopped until somebody decides.</summary>
    Paused,

    /// <summary>The provider takes the consent no longer; nothing is asked of it until the member signs in again.</summary>
    NeedsSignIn,

    Failed,
}

/// <summary>How a connection stands. Changes with every run, belongs to no entity tag and is in no log.</summary>
public sealed record ConnectionStanding
{
    public ConnectionStatus Status { get; init; } = ConnectionStatus.AwaitingConsent;

    public ConnectionProblem? Problem { get; init; }

    /// <summary>Who signed in; null before anybody has.</summary>
    public ConnectedAccount? Account { get; init; }

    public DateTimeOffset? SignedIn { get; init; }

    /// <summary>When there is something to do next; null where nothing is planned. <see cref="DueConnections"/> has a row for it.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>Until when the provider wants to be left alone, whatever is due.</summary>
    public DateTimeOffset? RetryAfter { get; init; }

    /// <summary>What could be chosen when it was last looked.</summary>
    public IReadOnlyList<ProviderGroup> AvailableGroups { get; init; } = [];

    public ConnectionStatistics Statistics { get; init; } = new();
}

/// <summary>Why a connection does not go on: a stable code, and a sentence for people.</summary>
public sealed record ConnectionProblem(string Code, string Message);

/// <summary>An account as its provider's token names it.</summary>
/// <param name="Subject">Never changes for an account, and says nothing to people.</param>
/// <param name="Name">Its e-mail address or sign-in name.</param>
public sealed record ConnectedAccount(string Subject, string Name);

/// <summary>Figures for a dashboard.</summary>
public sealed record ConnectionStatistics
{
    public int InSync { get; init; }

    public RecentChanges Recent { get; init; } = new(0, 0, 0);

    public DateTimeOffset? LastRun { get; init; }

    /// <summary>Waiting for somebody's decision.</summary>
    public int Review { get; init; }

    /// <summary>Items left aside because of something that is wrong with them.</summary>
    public int Parked { get; init; }
}

public sealed record RecentChanges(int Added, int Updated, int Deleted);
