using ServerlessContacts.Store;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Tables;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>
/// Carries names of groups from one side to the other before anything else is compared: the members are relabelled, and only then the new
/// name is remembered. So a rename is no loss of a label, costs what its members cost, and goes on after a crash with those that are left.
/// </summary>
internal sealed class GroupRenames(SyncSession session, IEnumerable<ProviderGroup> listed)
{
    private readonly List<ProviderGroup> groups = [.. listed];
    private readonly Relabelling relabelling = new(session);
    private bool isForetold;

    /// <summary>
    /// False where the time was up before all members were relabelled. A name that was given here waits while nothing goes out.
    /// </summary>
    public async Task<bool> RunAsync(DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        if (session.IsPreview && isForetold)
        {
            return true;
        }

        isForetold = true;
        var known = await session.Groups.AllAsync(session.Partition, session.Connection, cancellationToken);
        var renamed = await RenamedAsync(known, cancellationToken);
        while (renamed.Count > 0)
        {
            var (group, rename) = Next(renamed);
            renamed.Remove((group, rename));
            if (!await CarryOutAsync(known[group.Key], group, rename, deadline, cancellationToken))
            {
                return false;
            }
        }

        await session.Writer.SettleAsync(cancellationToken);
        return true;
    }

    /// <summary>A group that is met for the first time is remembered.</summary>
    private async Task<List<(ProviderGroup Group, GroupRename Rename)>> RenamedAsync(
        IReadOnlyDictionary<string, (RememberedGroup Group, StoredRow Row)> known, CancellationToken cancellationToken)
    {
        var renamed = new List<(ProviderGroup Group, GroupRename Rename)>();
        foreach (var group in groups.Where(group => group.IsLabel))
        {
            if (!known.TryGetValue(group.Key, out var stored))
            {
                var first = GroupMemory.Insert(session.Links.Keys, new RememberedGroup(group.Key, group.Name));
                await session.Writer.AddAsync(new Work { Edits = [first] }, cancellationToken);
            }
            else if (GroupRename.Of(stored.Group, group) is { } rename && (rename.IsThere || session.IsTwoWay))
            {
                renamed.Add((group, rename));
            }
        }

        return renamed;
    }

    /// <summary>A label that another group gives up is given up before it is taken, so that who is in both keeps both.</summary>
    private static (ProviderGroup Group, GroupRename Rename) Next(List<(ProviderGroup Group, GroupRename Rename)> renamed)
    {
        var free = renamed.FindIndex(one =>
            !renamed.Exists(other => other.Group != one.Group && other.Rename.From.Contains(one.Rename.To, StringComparer.Ordinal)));
        return renamed[Math.Max(free, 0)];
    }

    /// <summary>What the members are told by in a preview.</summary>
    public IReadOnlyList<Outcome> Foretold => relabelling.Foretold;

    private async Task<bool> CarryOutAsync(
        (RememberedGroup Group, StoredRow Row) known, ProviderGroup group, GroupRename rename, DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        var isNamed = rename.IsThere || await RenameThereAsync(group, rename, cancellationToken);
        var isChosen = rename.From.Any(session.Chosen.Includes) || session.Chosen.Includes(group.Id);
        if (isChosen)
        {
            session.Chosen.Add(isNamed ? [group.Id] : []);
        }

        var joined = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in await MembersAsync(group, rename, cancellationToken))
        {
            if (session.Now >= deadline)
            {
                await session.Writer.SettleAsync(cancellationToken);
                return false;
            }

            joined.UnionWith(await relabelling.RunAsync(member, rename, isNamed && IsKnownById(group), cancellationToken));
        }

        session.Chosen.Add(isChosen ? joined : []);
        await FinishAsync(known, rename, isNamed, isChosen, cancellationToken);
        return true;
    }

    /// <summary>Whether the group has the name now. Two groups never become one, and a label that another connection carries as well is not this group's alone.</summary>
    private async Task<bool> RenameThereAsync(ProviderGroup group, GroupRename rename, CancellationToken cancellationToken)
    {
        var isTaken = groups.Exists(other => other.Key != group.Key && string.Equals(other.Name, rename.To, StringComparison.OrdinalIgnoreCase));
        if (!session.IsTwoWay || session.IsPreview || isTaken
            || await session.Groups.IsCarriedElsewhereAsync(session.Partition, session.Connection, group.Name, cancellationToken)
            || !await session.Account.RenameGroupAsync(group, rename.To, cancellationToken))
        {
            return false;
        }

        groups[groups.IndexOf(group)] = group with { Name = rename.To };
        return true;
    }

    /// <summary>A category is known on items by its name alone, the old one or already the new one.</summary>
    private async Task<IEnumerable<string>> MembersAsync(ProviderGroup group, GroupRename rename, CancellationToken cancellationToken)
    {
        var names = IsKnownById(group) ? [group.Name] : rename.From.Append(rename.To);
        var members = new List<string>();
        foreach (var name in names)
        {
            members.AddRange(await session.Account.MembersAsync(group with { Name = name }, cancellationToken));
        }

        return members.Distinct(StringComparer.Ordinal);
    }

    /// <summary>Items name such a group by its id, and so have its new name with it.</summary>
    private static bool IsKnownById(ProviderGroup group) => string.Equals(group.Key, group.Id, StringComparison.Ordinal);

    private async Task FinishAsync(
        (RememberedGroup Group, StoredRow Row) known, GroupRename rename, bool isNamed, bool isChosen, CancellationToken cancellationToken)
    {
        var after = known.Group with { Name = isNamed ? rename.To : known.Group.Name, Wanted = null };
        List<Edit> edits = [GroupMemory.Change(known.Row, after), .. isChosen ? await ChosenAsync(cancellationToken) : []];
        if (rename.Lost is { } lost)
        {
            edits.Add(Review.OfRename(known.Group.Name, lost, rename.To, session.Now).Insert(session.Links.Keys));
        }

        await session.Writer.AddAsync(new Work { Edits = edits }, cancellationToken);
        await session.Writer.SettleAsync(cancellationToken);
    }

    /// <summary>The owner's choice goes with the group, where its id does not stay.</summary>
    private async Task<IReadOnlyList<Edit>> ChosenAsync(CancellationToken cancellationToken)
    {
        var row = await session.Journal.FindAsync(session.Partition, RowKeys.Of(RowKeys.Connection, session.Connection), cancellationToken);
        if (row is null || SyncJson.Read<Connection>(row.Data) is not { Settings.Groups: { } chosen } connection || !session.Chosen.Ids!.Except(chosen, StringComparer.Ordinal).Any())
        {
            return [];
        }

        var settings = connection.Settings with { Groups = [.. chosen.Union(session.Chosen.Ids!, StringComparer.Ordinal)] };
        return [new Edit(row.RowKey, row, SyncJson.Write(connection with { Settings = settings }))];
    }
}
