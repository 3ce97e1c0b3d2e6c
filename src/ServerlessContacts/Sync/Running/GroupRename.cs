using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>A group that has another name than its members' labels. Pure.</summary>
/// <param name="Group">As the provider lists it.</param>
/// <param name="Known">What is remembered of it.</param>
/// <param name="Row">Where that is stored.</param>
/// <param name="Open">What it is to be called.</param>
internal sealed record GroupRename(ProviderGroup Group, RememberedGroup Known, StoredRow Row, OpenRename Open)
{
    /// <summary>The label that both sides agreed on.</summary>
    public string From => Known.Name;

    public string To => Open.To;

    /// <summary>The name that its owner gave the label here, where the provider's won over it.</summary>
    public string? Lost => Open.IsOurs || AreSame(Known.Wanted, To) ? null : Known.Wanted;

    /// <summary>Whether an item says the new name by being in the group.</summary>
    public bool IsSaid => Open.IsThere && Group.IsKnownById;

    /// <summary>What is remembered when all members are relabelled. A name that the owner gave meanwhile is for the next rename.</summary>
    public RememberedGroup Done => Known with
    {
        Name = Open.IsThere ? To : From,
        Wanted = Open.IsOurs && !AreSame(Known.Wanted, To) ? Known.Wanted : null,
        Open = null,
        Passing = null,
    };

    /// <summary>What is remembered while members are relabelled.</summary>
    public RememberedGroup Begun(int number) => Known with { Open = Open with { Number = number } };

    /// <summary>Null where nothing was renamed. Where both sides were, the provider wins.</summary>
    public static GroupRename? Of(ProviderGroup group, RememberedGroup known, StoredRow row)
    {
        var open = known.Open
            ?? (!AreSame(group.Name, known.Name) ? new OpenRename(0, group.Name, IsThere: true, AreSame(known.Wanted, group.Name))
            : known.Wanted is { } wanted ? new OpenRename(0, wanted, IsThere: false, IsOurs: true)
            : null);
        return open is null ? null : new GroupRename(group, known, row, open);
    }

    /// <summary>Whether one takes a name that the other gives up, or both have to do with one name otherwise.</summary>
    public bool Meets(GroupRename other) => Names.Intersect(other.Names, StringComparer.Ordinal).Any();

    /// <summary>Whether the item was in the group when both sides agreed last.</summary>
    public bool Has(ProviderItem agreed) => agreed.Groups.Contains(Group.IsKnownById ? Group.Id : From, StringComparer.Ordinal);

    private IEnumerable<string> Names => new[] { From, To, Lost }.OfType<string>();

    private static bool AreSame(string? one, string? other) => string.Equals(one, other, StringComparison.Ordinal);
}
