using System.Text.Json.Serialization;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Sync.Connections;

/// <summary>One member's link to one account at a provider, as far as the member decides it. How it fares is its <see cref="ConnectionStanding"/>.</summary>
public sealed record Connection
{
    /// <summary>The connection itself, how it stands and its subscription.</summary>
    public static RowKind Kind { get; } = new('n', "connection", PartitionKind.Member) { Trace = Traces.Connections, Departure = RowDeparture.First };

    public required string Id { get; init; }

    /// <summary>One of <see cref="Providers.IProvider.Name"/>.</summary>
    public required string Provider { get; init; }

    /// <summary>The account that was asked for, as a hint for the provider's page; the one that signed in is in the standing.</summary>
    public string? AskedAccount { get; init; }

    public required DateTimeOffset Created { get; init; }

    public ConnectionSettings Settings { get; init; } = new();

    /// <summary>Set when the owner has deleted the connection: it is gone for everybody, and what becomes of its contacts is still to be done.</summary>
    public RemainingContacts? Deleting { get; init; }
}

/// <summary>What becomes of the contacts that a deleted connection brought in.</summary>
public enum RemainingContacts
{
    Keep,
    Remove,
}

public enum SyncDirection
{
    OneWay,
    TwoWay,
}

/// <summary>What a deletion on one side does to the other.</summary>
public enum DeletePolicy
{
    Ignore,
    Unlink,
    Review,
    Delete,
}

/// <summary>Who wins where both sides have changed the same.</summary>
public enum ConflictRule
{
    Newest,
    Provider,
    Local,
    Review,
}

/// <summary>What the owner can set; the entity tag of a connection covers this and nothing else.</summary>
public sealed record ConnectionSettings
{
    public SyncDirection Direction { get; init; } = SyncDirection.TwoWay;

    /// <summary>The provider's groups that are synced, by id; null for all there are.</summary>
    public IReadOnlyList<string>? Groups { get; init; }

    /// <summary>Who may see and edit what is brought in.</summary>
    public Visibility Visibility { get; init; } = Visibility.Owner;

    /// <summary>Null for the one that fits the visibility.</summary>
    [JsonPropertyName("deletePolicy")]
    public DeletePolicy? ChosenDeletePolicy { get; init; }

    public ConflictRule ConflictRule { get; init; } = ConflictRule.Newest;

    public Brake Brake { get; init; } = Brake.Default;

    /// <summary>What holds: where others see a contact, nobody's deletion alone takes it from them.</summary>
    [JsonIgnore]
    public DeletePolicy DeletePolicy => ChosenDeletePolicy ?? (Visibility == Visibility.Owner ? DeletePolicy.Delete : DeletePolicy.Review);
}
