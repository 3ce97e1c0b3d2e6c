using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;
using ServerlessContacts.Store.Work;
using ServerlessContacts.Sync.Connections;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Merging;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

public enum ReviewDecision
{
    Ours,
    Theirs,
    Both,
}

/// <summary>What became of a decision.</summary>
public abstract record Reviewed
{
    private Reviewed()
    {
    }

    public sealed record Done : Reviewed;

    public sealed record NotFound : Reviewed;

    /// <summary>What it was about is no longer there as it was; only <see cref="ReviewDecision.Both"/> settles it.</summary>
    public sealed record Outdated : Reviewed;

    /// <summary>The provider cannot be asked now.</summary>
    public sealed record Unavailable : Reviewed;
}

/// <summary>
/// Lets the owner settle what runs have left open. The item goes with what the decision changes here, in one transaction.
/// <para>
/// A value: <c>ours</c> or <c>theirs</c> is written into the contact, as an edit of whoever decides, which the next run carries to the provider. Where it holds already nothing is written.
/// Where each side kept its own, the value of the other side counts as agreed from then on, so that the next run sees an edit. <c>both</c> keeps a label beside the other, as a second
/// entry; of what can only be one, each side keeps what it has.
/// </para>
/// <para>
/// A deletion: the side that is left, said to be kept, stays as it is and is never linked again; the other side's word deletes it. What is left at the provider is deleted there before
/// anything is stored here, so that a decision whose answer was lost is simply repeated; what was changed there since is not deleted. <c>both</c> leaves all as it is: should the side that
/// is gone come back, both go on together.
/// </para>
/// </summary>
public sealed class Reviews(Journal journal, ContactStore contacts, ConnectionStore connections, IAccounts accounts, IWorkQueue<SyncMessage> queue, TimeProvider time)
{
    /// <summary>The newest first.</summary>
    public IAsyncEnumerable<Review> AllAsync(ConnectionKey key, CancellationToken cancellationToken) =>
        journal.RowsAsync(key.Partition, Review.Kind, cancellationToken, $"{key.Id}~", $"{key.Id}~~")
            .Select(row => LinkJson.Read<Review>(row.Data));

    /// <param name="key">Which connection.</param>
    /// <param name="item">The item's id.</param>
    /// <param name="decision">What its owner decided.</param>
    /// <param name="by">Who decides, and by which rules contacts are checked.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Reviewed> DecideAsync(ConnectionKey key, string item, ReviewDecision decision, (string Actor, ContactRules Rules) by, CancellationToken cancellationToken)
    {
        for (var retry = Retry.OnConflict(key); IsId(item)
            && await connections.FindAsync(key, cancellationToken) is { Connection.Deleting: null } connection; retry.Again())
        {
            if (await journal.FindAsync(key.Partition, Review.KeyOf(new LinkKeys(key.Id), item), cancellationToken) is not { } row)
            {
                break;
            }

            var review = LinkJson.Read<Review>(row.Data);
            var settled = decision == ReviewDecision.Both && review.Field is null
                ? Settled.Nothing
                : await SettleAsync(connection, review, decision, by.Rules, by.Actor, cancellationToken);
            if (settled.Refusal is { } refusal)
            {
                return refusal;
            }

            IReadOnlyList<Edit> edits = [.. settled.Edits, new(row.RowKey, row, null) { IsLogged = false }];
            if ((await journal.CommitAsync(key.Partition, Operation.New(by.Actor), edits, cancellationToken)).IsStored)
            {
                await queue.SendAsync(key.Message(), TimeSpan.Zero, cancellationToken);
                return new Reviewed.Done();
            }
        }

        return new Reviewed.NotFound();
    }

    private async Task<Settled> SettleAsync(
        StoredConnection connection, Review review, ReviewDecision decision, ContactRules rules, string actor, CancellationToken cancellationToken)
    {
        var key = connection.Key;
        if (review.IsOfLabel)
        {
            return decision == ReviewDecision.Ours ? await InsistAsync(key, review, cancellationToken) : Settled.Nothing;
        }

        var links = new Links.Links(new OwnerRows(journal, key.Partition), new LinkKeys(key.Id));
        if (!ContactId.TryParse(review.Contact, out var id) || await links.FindAsync(id.Unique, cancellationToken) is not { } link)
        {
            return decision == ReviewDecision.Both ? Settled.Nothing : Settled.Outdated;
        }

        var contact = await contacts.FindAsync(key.Tenant, id, cancellationToken);
        return review.Field is null ? await PartAsync(connection, links, link, contact, IsKept(review, decision), actor, cancellationToken)
            : contact is null ? decision == ReviewDecision.Both ? Settled.Nothing : Settled.Outdated
            : await SetAsync(links, link, contact, review, decision, rules, actor, cancellationToken);
    }

    /// <summary>The next run gives the group the name that its owner chose, and its members.</summary>
    private async Task<Settled> InsistAsync(ConnectionKey key, Review review, CancellationToken cancellationToken) =>
        await new GroupMemory(journal).InsistEditsAsync(key.Partition, key.Id, review.Theirs!, review.Ours!, cancellationToken) is { Count: > 0 } edits
            ? new Settled(edits)
            : Settled.Outdated;

    private static bool IsKept(Review review, ReviewDecision decision) => (review.Kept == Winner.Ours) == (decision == ReviewDecision.Ours);

    /// <summary>A side is gone: the other stays by itself, or goes too.</summary>
    private async Task<Settled> PartAsync(
        StoredConnection connection, Links.Links links, StoredLink stored, StoredContact? contact, bool isKept, string actor, CancellationToken cancellationToken)
    {
        if (stored.Link.State != LinkState.Kept)
        {
            return Settled.Outdated;
        }

        var tombstone = new Tombstone(stored.Link.Tombstone?.Side ?? Side.There, actor, time.GetUtcNow(), "decided");
        var link = stored.Link with { State = isKept ? LinkState.Unlinked : LinkState.Deleted, Tombstone = tombstone };
        var isLeftThere = stored.Link.Tombstone?.Side == Side.Here;
        if (!isKept && isLeftThere && await DeleteThereAsync(connection, stored.Link, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        IReadOnlyList<Edit> here = !isKept && !isLeftThere && contact is not null ? ContactEdits.Delete(contact, time.GetUtcNow()) : [];
        return new Settled([.. here, .. await links.EditsAsync(stored, link, cancellationToken)]);
    }

    /// <summary>Null where it is done.</summary>
    private async Task<Settled?> DeleteThereAsync(StoredConnection connection, Link link, CancellationToken cancellationToken)
    {
        if (link.Item is not { } item)
        {
            return null;
        }

        if (connection.Standing.RetryAfter > time.GetUtcNow() || accounts.Open(connection) is not var (_, account))
        {
            return Settled.Unavailable;
        }

        try
        {
            if (await account.FindAsync(item.Id, cancellationToken) is { } now)
            {
                if (!string.Equals(now.ETag, item.ETag, StringComparison.Ordinal))
                {
                    return Settled.Outdated;
                }

                await account.DeleteAsync(now, cancellationToken);
            }

            return null;
        }
        catch (ProviderException refused)
        {
            return refused.Fault is ProviderFault.Stale or ProviderFault.Rejected ? Settled.Outdated : Settled.Unavailable;
        }
    }

    private async Task<Settled> SetAsync(
        Links.Links links, StoredLink stored, StoredContact contact, Review review, ReviewDecision decision, ContactRules rules, string actor, CancellationToken cancellationToken)
    {
        var field = new ReviewedField(review.Field!);
        var before = contact.Record.Contact;
        if (decision == ReviewDecision.Both)
        {
            var other = review.Kept == Winner.Theirs ? review.Ours : review.Theirs;
            return field.IsLabel && field.Beside(before, other) is { } united && Edited(contact, rules.Check(united), actor) is { } both ? new Settled([both]) : Settled.Nothing;
        }

        if (review.Kept == (decision == ReviewDecision.Ours ? Winner.Ours : Winner.Theirs))
        {
            return Settled.Nothing;
        }

        if (field.With(before, decision == ReviewDecision.Ours ? review.Ours : review.Theirs) is not { } wanted || rules.Check(wanted) is not { IsValid: true } check)
        {
            return Settled.Outdated;
        }

        return Edited(contact, check, actor) is { } edit ? new Settled([edit])
            : review.Kept == Winner.Neither ? await InsistAsync(links, stored, contact, field, review.Theirs, actor, cancellationToken)
            : Settled.Nothing;
    }

    private Edit? Edited(StoredContact contact, CheckedContact check, string actor) =>
        check.IsValid && Provenance.Update(contact.Record, check.Contact, actor, actor, time.GetUtcNow()) is { } record ? ContactEdits.Change(contact, record) : null;

    /// <summary>The contact says so already, and the provider was left with its own: as if both had agreed on that, what is here is an edit. It is in the log, so that the next run sees it.</summary>
    private async Task<Settled> InsistAsync(
        Links.Links links, StoredLink stored, StoredContact contact, ReviewedField field, string? theirs, string actor, CancellationToken cancellationToken)
    {
        if (field.With(stored.Link.Agreed.Here, theirs) is not { } agreed)
        {
            return Settled.Outdated;
        }

        var link = stored.Link with { Agreed = stored.Link.Agreed with { Here = agreed } };
        var touched = contact.Record with { Updated = time.GetUtcNow(), UpdatedBy = actor };
        return new Settled([ContactEdits.Change(contact, touched), .. await links.EditsAsync(stored, link, cancellationToken)]);
    }

    private static bool IsId(string item) => item.Length is > 0 and <= 64 && item.All(char.IsAsciiHexDigitLower);

    /// <summary>What a decision changes, or why it cannot be.</summary>
    private sealed record Settled(IReadOnlyList<Edit> Edits, Reviewed? Refusal = null)
    {
        public static readonly Settled Nothing = new([]);
        public static readonly Settled Outdated = new([], new Reviewed.Outdated());
        public static readonly Settled Unavailable = new([], new Reviewed.Unavailable());
    }
}
