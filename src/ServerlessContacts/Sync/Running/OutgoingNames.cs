using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>
/// Gives groups at the provider the names that their owner gave the labels here. Two groups never become one, and a name has to be given up
/// before another group takes it; where names go round, one group bears another name in passing, which is stored before the provider hears
/// of it.
/// </summary>
/// <param name="session">Of the run.</param>
/// <param name="groups">As the provider lists them; they get their new names.</param>
internal sealed class OutgoingNames(SyncSession session, List<ProviderGroup> groups)
{
    /// <summary>True where a group got another name, or may have.</summary>
    /// <param name="known">What is remembered of the groups.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<bool> GiveAsync(IEnumerable<KnownGroup> known, CancellationToken cancellationToken)
    {
        var wishes = await WishesAsync(known, cancellationToken);
        var (all, passing) = (wishes.ToList(), new List<Wish>());
        while ((wishes.Find(IsFree) ?? wishes.Find(wish => !passing.Contains(wish) && IsInRing(wish, wishes))) is { } wish)
        {
            if (IsFree(wish))
            {
                wishes.Remove(wish);
                await RenameAsync(wish, wish.Name, cancellationToken);
            }
            else
            {
                passing.Add(wish);
                await PassAsync(wish, cancellationToken);
            }
        }

        foreach (var left in all.Where(wish => wish.IsPassing(NameOf(wish))))
        {
            await RenameAsync(left, left.Known.Remembered.Name, cancellationToken);
        }

        return all.Count > 0;
    }

    /// <summary>A label that another connection carries as well is not this group's alone.</summary>
    private async Task<List<Wish>> WishesAsync(IEnumerable<KnownGroup> known, CancellationToken cancellationToken)
    {
        var wishes = new List<Wish>();
        foreach (var one in session.IsTwoWay && !session.IsPreview ? known : [])
        {
            var label = one.Remembered.Name;
            if (Wish.Of(one) is { } wish
                && !await session.Groups.IsCarriedElsewhereAsync(session.Partition, session.Connection, label, cancellationToken))
            {
                wishes.Add(wish);
            }
        }

        return wishes;
    }

    private string NameOf(Wish wish) => groups.Find(group => IsOf(group, wish))!.Name;

    private bool IsUnused(string name) => !groups.Exists(group => AreSame(group.Name, name));

    private bool IsFree(Wish wish) => !groups.Exists(other => !IsOf(other, wish) && AreSame(other.Name, wish.Name));

    /// <summary>Whether those that bear the wanted names want others in their turn, and the last of them this one's.</summary>
    private bool IsInRing(Wish wish, List<Wish> wishes)
    {
        var at = wish;
        for (var steps = 0; steps < wishes.Count && at is not null; steps++)
        {
            at = wishes.Find(next => AreSame(NameOf(next), at.Name));
            if (at == wish)
            {
                return true;
            }
        }

        return false;
    }

    private async Task PassAsync(Wish wish, CancellationToken cancellationToken)
    {
        var name = Enumerable.Range(2, groups.Count + 1).Select(number => $"{wish.Name} ({number})").First(IsUnused);
        var remembered = wish.Known.Remembered with { Passing = name };
        await session.Writer.AddAsync(new Work { Edits = [GroupMemory.Change(wish.Known.Row, remembered)] }, cancellationToken);
        await session.Writer.SettleAsync(cancellationToken);
        wish.Passing = name;
        await RenameAsync(wish, name, cancellationToken);
    }

    /// <summary>One that the provider does not rename keeps its name, and its members move.</summary>
    private async Task RenameAsync(Wish wish, string name, CancellationToken cancellationToken)
    {
        var place = groups.FindIndex(group => IsOf(group, wish));
        if (await session.Account.RenameGroupAsync(groups[place], name, cancellationToken))
        {
            groups[place] = groups[place] with { Name = name };
        }
    }

    private static bool IsOf(ProviderGroup group, Wish wish) => string.Equals(group.Key, wish.Known.Group.Key, StringComparison.Ordinal);

    /// <summary>Providers do not tell names apart by their case.</summary>
    private static bool AreSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>A group and the name that it is to bear.</summary>
    private sealed class Wish(KnownGroup known, string name)
    {
        public KnownGroup Known { get; } = known;

        public string Name { get; } = name;

        public string? Passing { get; set; } = known.Remembered.Passing;

        public bool IsPassing(string name) => string.Equals(name, Passing, StringComparison.Ordinal);

        /// <summary>Null where the group has another name at the provider, which holds. A category keeps its name.</summary>
        public static Wish? Of(KnownGroup known)
        {
            var (group, remembered) = (known.Group, known.Remembered);
            var isPassing = string.Equals(group.Name, remembered.Passing, StringComparison.Ordinal);
            var isMeant = remembered.Open is null && group.IsKnownById
                && (isPassing || (remembered.Wanted is not null && string.Equals(group.Name, remembered.Name, StringComparison.Ordinal)));
            return isMeant ? new Wish(known, remembered.Label) : null;
        }
    }
}
