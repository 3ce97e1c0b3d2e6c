using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>
/// Gives one member of renamed groups its new labels: here, in what both sides agreed on and, where the item does not say them by itself,
/// there.
/// </summary>
internal sealed class Relabelling(SyncSession session)
{
    /// <summary>The item may change at the very moment; one that changes faster than that is left to the listing.</summary>
    private const int MaxRounds = 3;

    private readonly List<Outcome> foretold = [];

    public IReadOnlyList<Outcome> Foretold => foretold;

    /// <summary>Answers the groups that the item has joined by it.</summary>
    /// <param name="item">The member.</param>
    /// <param name="number">Of the renames; the link of a member that is done has it.</param>
    /// <param name="renames">What is renamed.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<IEnumerable<string>> RunAsync(
        string item, int number, IReadOnlyList<GroupRename> renames, CancellationToken cancellationToken)
    {
        await session.Writer.SettleAsync(session.Links.Keys.Link(session.Links.Keys.ContactOf(item)), cancellationToken);
        await session.Writer.SettleAsync(session.Links.Keys.Remote(item), cancellationToken);
        if (await session.Links.FindByRemoteAsync(item, cancellationToken) is not { } stored
            || !IsMember(stored.Link) || stored.Link.Renamed == number)
        {
            return [];
        }

        var map = new LabelMap(renames, stored.Link.Item!);
        var isSaid = renames.All(rename => rename.IsSaid);
        var written = isSaid
            ? new Relabelled(IsSaid: true)
            : await WriteAsync(stored.Link.Item!, session.Account.View(stored.Link.Item!), map, cancellationToken);
        await StoreAsync(stored, written, map, number, cancellationToken);
        return written.Joined;
    }

    /// <summary>Sides that live on by themselves are in no group of each other's.</summary>
    private static bool IsMember(Link link) => link is { State: LinkState.Linked or LinkState.Kept or LinkState.Aside, Item: not null };

    /// <param name="known">The item as it is known.</param>
    /// <param name="before">What it said when both sides agreed last.</param>
    /// <param name="map">What becomes of its labels.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<Relabelled> WriteAsync(ProviderItem known, Contact before, LabelMap map, CancellationToken cancellationToken)
    {
        var item = known;
        for (var round = 0; round < MaxRounds; round++)
        {
            var said = session.Account.View(item);
            var wanted = map.There(before, said);
            if (wanted.Labels.ToHashSet(StringComparer.Ordinal).SetEquals(said.Labels))
            {
                return new Relabelled(IsSaid: true);
            }

            if (!session.IsTwoWay || session.IsPreview)
            {
                return new Relabelled(IsSaid: session.IsPreview);
            }

            try
            {
                var written = await session.Account.UpdateAsync(item, wanted, cancellationToken);
                // What somebody changed there meanwhile is not read yet: the next listing shall not take the item for known.
                return new Relabelled(IsSaid: true, ReferenceEquals(item, known) ? written : null)
                {
                    Joined = [.. written.Groups.Except(known.Groups, StringComparer.Ordinal)],
                };
            }
            catch (ProviderException changed) when (changed.Fault is ProviderFault.Stale or ProviderFault.Gone)
            {
                if (await session.Account.FindAsync(known.Id, cancellationToken) is not { } now)
                {
                    break;
                }

                item = now;
            }
            catch (ProviderException refused) when (refused.Fault == ProviderFault.Rejected)
            {
                break;
            }
        }

        return new Relabelled(IsSaid: false);
    }

    private async Task StoreAsync(StoredLink stored, Relabelled there, LabelMap map, int number, CancellationToken cancellationToken)
    {
        var contact = await session.FindAsync(stored.Link.Contact, cancellationToken);
        var record = contact is null
            ? null
            : Provenance.Update(
                contact.Record,
                map.Here(contact.Record.Contact, stored.Link.Agreed.Here.Labels),
                session.Source,
                session.Source,
                session.Now);
        Outcome[] told =
            record is null ? [] : [new Outcome(Side.Here, OutcomeKind.Updated, contact!.Id.ToString(), record.Contact.Caption)];
        if (session.IsPreview)
        {
            foretold.AddRange(told);
            return;
        }

        var link = stored.Link with
        {
            Item = there.Written ?? stored.Link.Item,
            Agreed = map.Agreed(stored.Link.Agreed, there.IsSaid),
            Written = there.Written is null ? stored.Link.Written : session.Now,
            Renamed = number,
        };
        IReadOnlyList<Edit> here = record is null ? [] : [ContactEdits.Change(contact!, record)];
        var edits = await session.Links.EditsAsync(stored, link, cancellationToken);
        await session.Writer.AddAsync(new Work { Edits = [.. here, .. edits], Outcomes = told }, cancellationToken);
    }

    /// <param name="IsSaid">Whether the item says the new labels, or will be taken to.</param>
    /// <param name="Written">The item as it was written; null where it was not, or not from what was known of it.</param>
    internal sealed record Relabelled(bool IsSaid, ProviderItem? Written = null)
    {
        public IReadOnlyList<string> Joined { get; init; } = [];
    }
}
