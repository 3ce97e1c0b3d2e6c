using ServerlessContacts.Store.Rows;

namespace ServerlessContacts.Sync.Links;

/// <summary>The name of one of a provider's groups as the labels here say it.</summary>
/// <param name="Key">What stays when the group gets another name.</param>
/// <param name="Wanted">The name that its owner gave the label here since; null for none.</param>
public sealed record RememberedGroup(string Key, string Name, string? Wanted = null)
{
    public static RowKind Kind { get; } = new('b', "group", PartitionKind.Member);

    /// <summary>The rename that is under way: some members are relabelled already. Null for none.</summary>
    public OpenRename? Open { get; init; }

    /// <summary>The name that the group may bear at the provider while others take theirs; null for none.</summary>
    public string? Passing { get; init; }

    /// <summary>Whether the provider has it no more, as a list said that was believed.</summary>
    public bool IsGone { get; init; }

    /// <summary>The label here.</summary>
    internal string Label => Wanted ?? Name;

    internal RememberedGroup Wishing(string name) => this with { Wanted = string.Equals(Name, name, StringComparison.Ordinal) ? null : name };
}

/// <summary>What is still known of a group whose connection ended, for the next connection of the account.</summary>
/// <param name="At">When the connection ended.</param>
/// <param name="Group">As the connection knew it, with the name that its owner gave the label since.</param>
public sealed record PastGroup(DateTimeOffset At, RememberedGroup Group)
{
    public static RowKind Kind { get; } = new('a', "past group", PartitionKind.Member);
}

/// <summary>A rename as it was begun. Whatever is renamed meanwhile comes after it.</summary>
/// <param name="Number">Shared by all that are carried out together, and by the links of the members that are done.</param>
/// <param name="To">The label that the members get.</param>
/// <param name="IsThere">Whether the group has the name at the provider.</param>
/// <param name="IsOurs">Whether the owner gave it the name here.</param>
public sealed record OpenRename(int Number, string To, bool IsThere, bool IsOurs);
