using ServerlessContacts.Store;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>The provider's groups that the owner chose; null for all there are.</summary>
internal sealed class ChosenGroups(IAccount account, IReadOnlyList<string>? ids)
{
    private IReadOnlyList<string>? names;

    public IReadOnlyList<string>? Ids { get; private set; } = ids;

    /// <summary>Tells one choice from another, whatever its order.</summary>
    public string Mark => Ids is null ? "all" : RowKeys.Hash(string.Join('\n', Ids.Order(StringComparer.Ordinal)));

    public bool Includes(ProviderItem item) => Ids is null || item.Groups.Any(group => Ids.Contains(group, StringComparer.Ordinal));

    public bool Includes(string group) => Ids?.Contains(group, StringComparer.Ordinal) == true;

    /// <summary>Members of a chosen group are in these groups as well, or instead.</summary>
    public void Add(IEnumerable<string> groups) =>
        (Ids, names) = (Ids is null ? null : [.. Ids.Union(groups, StringComparer.Ordinal)], null);

    /// <summary>What the names stand for now was not chosen.</summary>
    public void Remove(IEnumerable<string> groups) =>
        (Ids, names) = (Ids is null ? null : [.. Ids.Except(groups, StringComparer.Ordinal)], null);

    /// <summary>As which labels a new item is told to be in them, asked for once; none where all groups are synced.</summary>
    public async ValueTask<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken) => names ??= Ids is { Count: > 0 }
        ? [.. (await account.GroupsAsync(cancellationToken)).Where(group => Ids.Contains(group.Id, StringComparer.Ordinal)).Select(group => group.IsDefault ? group.Id : group.Name)]
        : [];
}
