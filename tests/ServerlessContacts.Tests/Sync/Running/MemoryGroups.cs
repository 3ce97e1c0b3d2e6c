using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Tests.Sync.Running;

/// <summary>
/// The groups of a <see cref="MemoryProvider"/>. Items name them by ids, as Google's do; a category, as at Graph, is a name on its items.
/// Who has read the names goes by them until they are read anew.
/// </summary>
internal sealed class MemoryGroups
{
    private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);

    public List<ProviderGroup> All { get; } = [];

    /// <summary>
    /// Whether a label without a group makes one, as Google does; otherwise it is a text on the item, as a category that no list has.
    /// </summary>
    public bool AreMade { get; set; }

    public static bool IsText(ProviderGroup group) => group.Key != group.Id;

    public void ReadAnew() => known.Clear();

    public IReadOnlyList<ProviderGroup> Listed()
    {
        All.Where(group => !IsText(group)).ToList().ForEach(group => known.TryAdd(group.Id, group.Name));
        return [.. All.Select(group => group with { Name = KnownNameOf(group) })];
    }

    public void Rename(string id, string name)
    {
        var place = All.FindIndex(group => group.Id == id);
        All[place] = IsText(All[place]) ? All[place] with { Id = name, Name = name } : All[place] with { Name = name };
    }

    /// <summary>As who syncs may: no category, and into no name that another has.</summary>
    public bool TryRename(ProviderGroup group, string name)
    {
        if (IsText(group) || All.Exists(other => other.Name == name))
        {
            return false;
        }

        Rename(group.Id, name);
        known[group.Id] = name;
        return true;
    }

    /// <summary>With the names of groups in place of their ids.</summary>
    public Contact Named(Contact contact) => Named(contact, group => group.Name);

    /// <summary>As whoever read the names some time ago sees it.</summary>
    public Contact NamedAsKnown(Contact contact) => Named(contact, KnownNameOf);

    /// <summary>With the ids of groups in place of their names.</summary>
    public Contact Grouped(Contact contact) => Grouped(contact, group => group.Name);

    /// <summary>As whoever read the names some time ago writes it.</summary>
    public Contact GroupedAsKnown(Contact contact) => Grouped(contact, KnownNameOf);

    private string KnownNameOf(ProviderGroup group) => known.GetValueOrDefault(group.Id, group.Name);

    private Contact Named(Contact contact, Func<ProviderGroup, string> name) =>
        Labelled(contact, label => All.Find(group => group.Id == label) is { } group ? name(group) : label);

    private Contact Grouped(Contact contact, Func<ProviderGroup, string> name)
    {
        foreach (var label in contact.Labels.Where(label => AreMade && !All.Exists(group => name(group) == label)))
        {
            All.Add(new ProviderGroup($"g{All.Count}", label));
        }

        return Labelled(contact, label => All.Find(group => name(group) == label)?.Id ?? label);
    }

    private static Contact Labelled(Contact contact, Func<string, string> label) =>
        contact with { Labels = [.. contact.Labels.Select(label).Distinct()] };
}
