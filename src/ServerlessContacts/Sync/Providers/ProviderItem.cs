using System.Text.Json.Serialization;

namespace ServerlessContacts.Sync.Providers;

/// <summary>One contact of an account as the provider sent it.</summary>
public sealed record ProviderItem
{
    /// <summary>The provider's id: case-sensitive, long, opaque.</summary>
    public required string Id { get; init; }

    /// <summary>Changes with every save at the provider; empty where a deletion carries none.</summary>
    public string ETag { get; init; } = "";

    /// <summary>When it was last saved there, by the provider's clock; null where it does not say.</summary>
    public DateTimeOffset? Updated { get; init; }

    public bool IsDeleted { get; init; }

    /// <summary>Ids it had before: a link to one of them is a link to this item.</summary>
    public IReadOnlyList<string> PreviousIds { get; init; } = [];

    /// <summary>The key it was created with, where this service made it.</summary>
    public string? ClientKey { get; init; }

    /// <summary>The ids of the groups and folders it is in.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Changes when the picture does, where the provider tells; null where there is none or nothing is known.</summary>
    public string? PhotoTag { get; init; }

    /// <summary>The whole item as JSON, unknown properties included; empty for a deletion.</summary>
    public string Raw { get; init; } = "";
}

/// <summary>A part of a listing or of the changes since a cursor.</summary>
/// <param name="Items">May be empty on any page; items may come twice and in any order.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
/// <param name="Delta">On the last page, the cursor from which the next run asks for changes.</param>
public sealed record ProviderPage(IReadOnlyList<ProviderItem> Items, string? Next, string? Delta)
{
    public bool IsLast => Next is null;
}

/// <summary>A label, category or folder.</summary>
/// <param name="Id">As items name it.</param>
/// <param name="Name">As people see it.</param>
public sealed record ProviderGroup(string Id, string Name)
{
    /// <summary>What stays when people give the group another name. A category is named by its name on items, so its id does not.</summary>
    [JsonIgnore]
    public string Key { get; init; } = Id;

    /// <summary>Items name such a group by its id, and so have its new name with it. A category is its name.</summary>
    [JsonIgnore]
    public bool IsKnownById => string.Equals(Key, Id, StringComparison.Ordinal);

    /// <summary>Whether its name is a label that people chose; false for groups of the provider's own.</summary>
    [JsonIgnore]
    public bool IsLabel { get; init; } = true;

    /// <summary>
    /// Whether it is the folder where items are made that are in no other. A new item is told to be there by this id among its labels, as
    /// its name is none.
    /// </summary>
    [JsonIgnore]
    public bool IsDefault { get; init; }
}

public sealed record ProviderPhoto(ReadOnlyMemory<byte> Bytes, string? ContentType);

/// <summary>What came of asking for a picture.</summary>
/// <param name="Photo">Null where there is none.</param>
/// <param name="Failure">Why it is not to be had; null where it was answered.</param>
public sealed record PhotoAnswer(ProviderPhoto? Photo, ProviderException? Failure = null)
{
    /// <summary>Whether asking again later may help; a picture that is refused is like none.</summary>
    public bool IsOpen => Failure?.Fault is ProviderFault.Throttled or ProviderFault.Unavailable;

    public static async Task<PhotoAnswer> OfAsync(Func<Task<ProviderPhoto?>> ask)
    {
        try
        {
            return new PhotoAnswer(await ask());
        }
        catch (ProviderException failed) when (failed.Fault is ProviderFault.Throttled or ProviderFault.Unavailable or ProviderFault.Gone
            or ProviderFault.Rejected)
        {
            return new PhotoAnswer(Photo: null, failed);
        }
    }
}
