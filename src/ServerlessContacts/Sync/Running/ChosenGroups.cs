using ServerlessContacts.Store;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>The provider's groups that the owner chose; null for all there are.</summary>
internal sealed class ChosenGroups(IAccount account, IReadOnlyList<string>? ids)
{
    private IReadOnlyList<string>? names;
    private IReadOnlyList<ProviderGroup>? known;

    public IReadOnlyList<string>? Ids { get; private set; } = ids;

    /// <summary>Tells one choice from another, whatever its order.</summary>
    public string Mark => Ids is null ? "all" : RowKeys.Hash(string.Join('\n', Ids.Order(StringComparer.Ordinal)));

    public bool Includes(ProviderItem item) => Ids is null || item.Groups.Any(group => Ids.Contains(group, StringComparer.Ordinal));

    public bool Includes(string group) => Ids?.Contains(group, StringComparer.Ordinal) == true;

    /// <summary>The provider's groups as the run goes by them.</summary>
    public void Know(IReadOnlyList<ProviderGroup> groups) => (known, names) = (groups, null);

    /// <summary>Members of a chosen group are in these groups as well, or instead.</summary>
    public void Add(IEnumerable<string> groups) =>
        (Ids, names, known) = (Ids is null ? null : [.. Ids.Union(groups, StringComparer.Ordinal)], null, null);

    /// <summary>What the names stand for now was not chosen.</summary>
    public void Remove(IEnumerable<string> groups) =>
        (Ids, names, known) = (Ids is null ? null : [.. Ids.Except(groups, StringComparer.Ordinal)], null, null);

    /// <summary>
    /// As which labels a new item is told to be in them, asked for where they may have changed; none where all groups are synced.
    /// </summary>
    public async ValueTask<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken) => names ??= Ids is { Count: > 0 }
        ? [.. (known ?? await account.GroupsAsync(cancellationToken)).Where(group => Ids.Contains(group.Id, StringComparer.Ordinal))
            .Select(LabelOf)]
        : [];

    /// <summary>The default folder has a name that is no label, so that its id stands for it.</summary>
    private static string LabelOf(ProviderGroup group) => group.IsDefault ? group.Id : group.Name;
}
