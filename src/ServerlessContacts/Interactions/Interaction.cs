using System.Text.Json.Serialization;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Interactions;

public enum InteractionKind
{
    Call,
    Message,
}

/// <summary>A call or a message between somebody of the organisation and a contact.</summary>
public sealed record Interaction
{
    /// <summary>The same for every repeat of one request.</summary>
    public required string Id { get; init; }

    public required InteractionKind Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Null where nobody has the number.</summary>
    public string? Contact { get; init; }

    /// <summary>As it was reported, if by number.</summary>
    public string? Number { get; init; }

    /// <summary>Whose it was; null where only a group's or nobody's.</summary>
    public string? Member { get; init; }

    /// <summary>The id of the group for which it was.</summary>
    public string? Group { get; init; }

    /// <summary>What the telephone system calls it.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Who reported it.</summary>
    public required string By { get; init; }

    [JsonIgnore]
    public ContactId? ContactId => Contacts.ContactId.TryParse(Contact, out var id) ? id : null;

    internal byte[] Write() => StoredJson.Write(this);

    internal static Interaction Read(ReadOnlyMemory<byte> data) => StoredJson.Read<Interaction>(data);
}
