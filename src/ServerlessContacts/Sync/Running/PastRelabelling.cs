using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>
/// Gives members of renamed groups their new labels that an ended connection of the account had linked and this one has not yet. So both
/// sides say the same names when they meet.
/// </summary>
internal sealed class PastRelabelling(SyncSession session, Relabelling relabelling, RenameBatch batch)
{
    /// <summary>
    /// An item that carries its labels as texts is written, before anything is stored of its contact. Answers the groups that it has
    /// joined.
    /// </summary>
    public async Task<IEnumerable<string>> WriteAsync(string id, CancellationToken cancellationToken)
    {
        if (batch.IsSaid || session.IsPreview || !session.IsTwoWay
            || await FindAsync(id, cancellationToken) is not { } past
            || await session.Account.FindAsync(id, cancellationToken) is not { } item)
        {
            return [];
        }

        var before = session.Account.View(item) with { Labels = batch.LabelsOf(past) };
        return (await relabelling.WriteAsync(item, before, batch.MapOf(past), cancellationToken)).Joined;
    }

    /// <summary>Null for an item that is linked by now, is done, or that nothing is to be linked with.</summary>
    private async Task<PastItem?> FindAsync(string id, CancellationToken cancellationToken) =>
        await session.Links.FindByRemoteAsync(id, cancellationToken) is null
        && await session.Past.FindAsync(new ProviderItem { Id = id }, cancellationToken) is { IsErased: false, IsUnlinked: false } past
        && past.Renamed != batch.Number
            ? past
            : null;

    /// <summary>False where the time was up.</summary>
    public async Task<bool> RunAsync(DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        foreach (var member in session.IsPreview ? [] : await MembersAsync(cancellationToken))
        {
            if (session.Now >= deadline)
            {
                return false;
            }

            if (member.Latest.Renamed != batch.Number && await FreeAsync(member, cancellationToken) is { } contact)
            {
                await session.Writer.AddAsync(WorkOf(member, contact), cancellationToken);
            }
        }

        return true;
    }

    /// <summary>Once all contacts were looked at, those alone are not linked yet that wait for their items.</summary>
    private async Task<IReadOnlyList<PastMember>> MembersAsync(CancellationToken cancellationToken)
    {
        if (!session.Writer.State.IsScanned)
        {
            return await session.Past.MembersAsync(cancellationToken);
        }

        var waiting = (await session.Pending.AllAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        return waiting.Count == 0
            ? []
            : [.. (await session.Past.MembersAsync(cancellationToken)).Where(member => waiting.Contains(member.Contact))];
    }

    /// <summary>Null where the contact is gone, or linked by now: then it is relabelled with its link.</summary>
    private async Task<StoredContact?> FreeAsync(PastMember member, CancellationToken cancellationToken) =>
        await session.Links.FindAsync(member.Contact, cancellationToken) is { Link.Item: not null }
            ? null
            : await session.FindAsync(member.Contact, cancellationToken);

    private Work WorkOf(PastMember member, StoredContact contact)
    {
        var after = batch.MapOf(member.Latest).Here(contact.Record.Contact, batch.LabelsOf(member.Latest));
        var record = Provenance.Update(contact.Record, after, session.Source, session.Source, session.Now);
        var done = member.Edits(batch.Done);
        return record is null ? new Work { Edits = [.. done] } : new Work
        {
            Edits = [ContactEdits.Change(contact, record), .. done],
            Outcomes = [new Outcome(Side.Here, OutcomeKind.Updated, contact.Id.ToString(), after.Caption)],
        };
    }
}
