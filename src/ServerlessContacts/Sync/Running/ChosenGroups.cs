using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>The provider's groups that the owner chose; null for all there are.</summary>
internal sealed class ChosenGroups(IAccount account, IReadOnlyList<string>? ids)
{
    private IReadOnlyList<string>? names;

    public bool Includes(ProviderItem item) => ids is null || item.Groups.Any(group => ids.Contains(group, StringComparer.Ordinal));

    /// <summary>Their names, asked for once; none where all groups are synced.</summary>
    public async ValueTask<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken) => names ??= ids is { Count: > 0 }
        ? [.. (await account.GroupsAsync(cancellationToken)).Where(group => ids.Contains(group.Id, StringComparer.Ordinal)).Select(group => group.Name)]
        : [];
}
