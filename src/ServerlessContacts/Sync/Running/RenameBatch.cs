using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>Renames that are carried out together, for members that an ended connection of the account knew. Pure.</summary>
/// <param name="Number">What those that are done bear.</param>
/// <param name="Renames">What is renamed.</param>
/// <param name="Known">All groups as they were known before.</param>
internal sealed record RenameBatch(int Number, IReadOnlyList<GroupRename> Renames, IReadOnlyList<KnownGroup> Known)
{
    /// <summary>Whether items say all new names by being in the groups.</summary>
    public bool IsSaid => Renames.All(rename => rename.IsSaid);

    public LabelMap MapOf(PastItem past) => new(Renames, new ProviderItem { Id = "", Groups = past.Groups });

    /// <summary>The labels that both sides agreed on, by the groups that the item was in then.</summary>
    public IReadOnlyList<string> LabelsOf(PastItem past)
    {
        var byId = Known.Where(one => one.Group.IsKnownById)
            .ToDictionary(one => one.Group.Id, one => one.Remembered.Name, StringComparer.Ordinal);
        return [.. past.Groups.Select(group => byId.GetValueOrDefault(group, group))];
    }

    /// <summary>What is known of the item from now on: a category bears its new name.</summary>
    public PastItem Done(PastItem past) => past with { Renamed = Number, Groups = [.. past.Groups.Select(NameOf)] };

    private string NameOf(string group) =>
        Renames.FirstOrDefault(rename => !rename.Group.IsKnownById && string.Equals(rename.From, group, StringComparison.Ordinal))?.To
        ?? group;
}
