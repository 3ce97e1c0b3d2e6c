using System.Text.Json.Serialization;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory.Members;
using ServerlessContacts.Store.Rows;
using ServerlessContacts.Store.Tables;

namespace ServerlessContacts.Erasure;

/// <summary>Where an erasure is. Each stage may be begun again from its beginning: what is gone is found no more.</summary>
public enum ErasureStage
{
    /// <summary>Finds out by what the person can be known.</summary>
    Gather,

    /// <summary>Deletes the contacts, or a member's own and their entry in the directory, with a change that says so and nothing else.</summary>
    Contacts,

    /// <summary>Goes through every row of the tenant.</summary>
    Rows,

    /// <summary>Goes through every file of the tenant.</summary>
    Files,
    Photos,
    Done,
}

/// <summary>Up to where the rows or the files of one place have been gone through.</summary>
/// <param name="Place">The number of the partition or container in the order in which they are gone through.</param>
/// <param name="After">The last key or name that was dealt with; empty at the beginning.</param>
public sealed record ErasurePlace(int Place, string After)
{
    public static readonly ErasurePlace Beginning = new(0, "");
}

/// <summary>All that is kept of an erasure, in one row. What it knows of the person is there while it runs, and goes with the last write.</summary>
public sealed record StoredErasure
{
    /// <summary>What became of an erasure, in its tenant's directory; that it is unfinished, in a partition of these.</summary>
    public static RowKind Kind { get; } = new('e', "erasure", PartitionKind.Directory, new PartitionKind(ErasureStore.PartitionKey));

    public required ErasureRecord Record { get; init; }

    public ErasureStage Stage { get; init; }

    public ErasurePlace At { get; init; } = ErasurePlace.Beginning;

    /// <summary>By what the person is known; null before that was gathered and when all is done.</summary>
    public PersonMarks? Marks { get; init; }

    /// <summary>The person's pictures that contacts which stay have, too.</summary>
    public IReadOnlyList<string> PhotosInUse { get; init; } = [];

    /// <summary>When this row was last written: what is unfinished and silent for long has lost its message.</summary>
    public DateTimeOffset Saved { get; init; }

    [JsonIgnore]
    public StoredRow? Row { get; init; }

    [JsonIgnore]
    public TenantId Tenant { get; init; }

    [JsonIgnore]
    public bool IsFinished => Record.Status == ErasureStatus.Done;

    /// <summary>Who is erased, as far as that is known by now.</summary>
    internal ErasedPerson Person()
    {
        var marks = Marks ?? new PersonMarks();
        return Record.Member is { } member
            ? new ErasedPerson(Tenant, new MemberId(member), MemberRecord.ContactId(new MemberId(member)), marks)
            : new ErasedPerson(Tenant, [.. Record.Contacts.Select(ContactOf)], marks);
    }

    private static ContactId ContactOf(string text) =>
        ContactId.TryParse(text, out var id) ? id : throw new InvalidDataException($"{text} is no contact.");

    internal StoredErasure Next(ErasureStage stage) => this with { Stage = stage, At = ErasurePlace.Beginning };
}
