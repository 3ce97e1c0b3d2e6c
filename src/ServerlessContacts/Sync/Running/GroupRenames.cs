using ServerlessContacts.Store.Log;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>
/// Carries names of groups from one side to the other before anything else is compared. Renames that have a name in common are begun
/// together, in one transaction. Then their members are relabelled, each once, and only then the new names are remembered. So a rename
/// is no loss of a label, costs what its members cost, and goes on after a crash with those that are left.
/// </summary>
internal sealed class GroupRenames(SyncSession session, IEnumerable<ProviderGroup> listed)
{
    /// <summary>Of renames that are carried out together: what is stored of them at their end has to fit into one transaction.</summary>
    private const int MaxTogether = 40;

    private readonly List<ProviderGroup> groups = [.. listed];
    private readonly Relabelling relabelling = new(session);
    private bool isForetold;

    /// <summary>What the members are told by in a preview.</summary>
    public IReadOnlyList<Outcome> Foretold => relabelling.Foretold;

    private KnownGroups Known => new(session, groups);

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
        var known = await Known.ReadAsync(cancellationToken);
        if (Renamed(known).Where(rename => rename.Known.Open is not null).ToList() is [{ Open.Number: var number }, ..] open)
        {
            return await CarryOutAsync(number, open, deadline, cancellationToken)
                && await BeginAsync(await Known.ReadAsync(cancellationToken), deadline, cancellationToken);
        }

        return await BeginAsync(known, deadline, cancellationToken);
    }

    private async Task<bool> BeginAsync(IReadOnlyList<KnownGroup> known, DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        var isNamed = await new OutgoingNames(session, groups).GiveAsync(known, cancellationToken);
        for (var left = Renamed(isNamed ? await Known.ReadAsync(cancellationToken) : known); left.Count > 0;)
        {
            var together = Together(left);
            left = [.. left.Except(together)];
            var begun = await BegunAsync(together, cancellationToken);
            if (!await CarryOutAsync(session.Writer.State.Renames, begun, deadline, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    private List<GroupRename> Renamed(IEnumerable<KnownGroup> known) => [.. known
        .Select(one => GroupRename.Of(one.Group, one.Remembered, one.Row))
        .OfType<GroupRename>()
        .Where(rename => rename.Open.IsThere || session.IsTwoWay || rename.Known.Open is not null)];

    /// <summary>The first, and those that have a name in common with it or with one another.</summary>
    private static List<GroupRename> Together(List<GroupRename> renames)
    {
        var together = new List<GroupRename> { renames[0] };
        for (var at = 0; at < together.Count && together.Count < MaxTogether; at++)
        {
            together.AddRange(renames.Where(rename => rename.Meets(together[at])).Except(together).ToList());
        }

        return [.. together.Take(MaxTogether)];
    }

    private async Task<IReadOnlyList<GroupRename>> BegunAsync(IReadOnlyList<GroupRename> renames, CancellationToken cancellationToken)
    {
        var number = session.Writer.State.Renames + 1;
        var begun = renames.Select(rename => GroupMemory.Change(rename.Row, rename.Begun(number)));
        await session.Writer.SettleAsync(cancellationToken);
        await session.Writer.AddAsync(new Work { Edits = [.. begun] }, cancellationToken);
        await session.Writer.FlushAsync(session.Writer.State with { Renames = number }, cancellationToken);
        return session.IsPreview
            ? renames
            : [.. Renamed(await Known.ReadAsync(cancellationToken)).Where(rename => rename.Open.Number == number)];
    }

    private async Task<bool> CarryOutAsync(
        int number, IReadOnlyList<GroupRename> renames, DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        var choice = new RenamedChoice(session, renames);
        if (await RelabelAsync(number, renames, deadline, cancellationToken) is not { } joined)
        {
            await session.Writer.SettleAsync(cancellationToken);
            return false;
        }

        choice.Settle(groups, joined);
        await FinishAsync(renames, await choice.EditsAsync(cancellationToken), cancellationToken);
        return true;
    }

    /// <summary>The groups that members joined by it; null where the time was up.</summary>
    private async Task<IReadOnlySet<string>?> RelabelAsync(
        int number, IReadOnlyList<GroupRename> renames, DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        var joined = new HashSet<string>(StringComparer.Ordinal);
        var past = new PastRelabelling(session, relabelling, new RenameBatch(number, renames, await Known.ReadAsync(cancellationToken)));
        foreach (var member in await MembersAsync(renames, cancellationToken))
        {
            if (session.Now >= deadline)
            {
                return null;
            }

            joined.UnionWith(await relabelling.RunAsync(member, number, renames, cancellationToken));
            joined.UnionWith(await past.WriteAsync(member, cancellationToken));
        }

        return await past.RunAsync(deadline, cancellationToken) ? joined : null;
    }

    /// <summary>A category is known on items by its name alone, the old one or already the new one.</summary>
    private async Task<IEnumerable<string>> MembersAsync(IReadOnlyList<GroupRename> renames, CancellationToken cancellationToken)
    {
        var asked = renames.SelectMany(rename => rename.Group.IsKnownById
            ? [rename.Group]
            : new[] { rename.From, rename.To }.Select(name => rename.Group with { Name = name }));
        var members = new List<string>();
        foreach (var group in asked.DistinctBy(group => group.IsKnownById ? group.Id : $"named {group.Name}", StringComparer.Ordinal))
        {
            members.AddRange(await session.Account.MembersAsync(group, cancellationToken));
        }

        return members.Distinct(StringComparer.Ordinal);
    }

    private async Task FinishAsync(IReadOnlyList<GroupRename> renames, IReadOnlyList<Edit> choice, CancellationToken cancellationToken)
    {
        var names = renames.Select(rename => GroupMemory.Change(rename.Row, rename.Done));
        var reviews = renames.Where(rename => rename.Lost is not null)
            .Select(rename => Review.OfRename(rename.From, rename.Lost!, rename.To, session.Now).Insert(session.Links.Keys));
        await session.Writer.AddAsync(new Work { Edits = [.. names, .. reviews, .. choice] }, cancellationToken);
        // An ended connection of the account may have begun it.
        var number = Math.Max(session.Writer.State.Renames, renames[0].Open.Number);
        await session.Writer.FlushAsync(session.Writer.State with { Renames = number }, cancellationToken);
    }
}
