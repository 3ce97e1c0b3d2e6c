using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>The groups whose names are labels, with what is remembered of each.</summary>
/// <param name="session">Of the run.</param>
/// <param name="groups">As the provider lists them; they may get other names.</param>
internal sealed class KnownGroups(SyncSession session, List<ProviderGroup> groups)
{
    private IReadOnlyList<ProviderGroup> Labels => [.. groups.Where(group => group.IsLabel)];

    /// <summary>A group that is met for the first time is remembered; one that is gone is renamed no more.</summary>
    public async Task<IReadOnlyList<KnownGroup>> ReadAsync(CancellationToken cancellationToken)
    {
        var stored = await StoredAsync(cancellationToken);
        if (await MeetAsync([.. Labels.Where(group => !stored.ContainsKey(group.Key))], cancellationToken))
        {
            stored = await StoredAsync(cancellationToken);
        }

        await CloseAsync(stored, cancellationToken);
        return [.. from label in Labels
                   where stored.ContainsKey(label.Key)
                   let known = stored[label.Key]
                   select new KnownGroup(label, known.Group, known.Row)];
    }

    private Task<Dictionary<string, (RememberedGroup Group, StoredRow Row)>> StoredAsync(CancellationToken cancellationToken) =>
        session.Groups.AllAsync(session.Partition, session.Connection, cancellationToken);

    /// <summary>False where there is none. What the account's last connection knew of a group goes over to this one.</summary>
    private async Task<bool> MeetAsync(IReadOnlyList<ProviderGroup> unknown, CancellationToken cancellationToken)
    {
        if (unknown.Count == 0 || session.IsPreview)
        {
            return false;
        }

        var past = session.Past.Account is { } account ? await session.Groups.PastAsync(session.Partition, account, cancellationToken) : [];
        foreach (var group in unknown)
        {
            var edits = GroupMemory.Meet(session.Links.Keys, group, past.TryGetValue(group.Key, out var known) ? known : null);
            await session.Writer.AddAsync(new Work { Edits = edits }, cancellationToken);
        }

        await session.Writer.SettleAsync(cancellationToken);
        return true;
    }

    private async Task CloseAsync(Dictionary<string, (RememberedGroup Group, StoredRow Row)> stored, CancellationToken cancellationToken)
    {
        var listed = Labels.Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var (group, row) in stored.Values)
        {
            var isGone = !listed.Contains(group.Key);
            if (isGone != group.IsGone || (isGone && group.Open is not null))
            {
                var now = group with { IsGone = isGone, Open = isGone ? null : group.Open };
                await session.Writer.AddAsync(new Work { Edits = [GroupMemory.Change(row, now)] }, cancellationToken);
            }
        }

        await session.Writer.SettleAsync(cancellationToken);
    }
}
