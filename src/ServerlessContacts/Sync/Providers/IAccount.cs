using ServerlessContacts.Contacts;

namespace ServerlessContacts.Sync.Providers;

/// <summary>
/// The contacts of one account, as calls that may each fail with a <see cref="ProviderException"/>, and the two pure views between its items and
/// contacts. Implementations neither wait nor repeat on their own, except once with a fresh token where one was refused: back-off belongs to the engine.
/// </summary>
public interface IAccount
{
    /// <summary>The account's e-mail address or sign-in name, as the provider says it.</summary>
    Task<string> IdentityAsync(CancellationToken cancellationToken);

    /// <summary>Labels, categories and folders that can be chosen, by the names people see.</summary>
    Task<IReadOnlyList<ProviderGroup>> GroupsAsync(CancellationToken cancellationToken);

    /// <summary>The ids of the items that are in the group. As many calls as the group has pages, however large the account is.</summary>
    Task<IReadOnlyList<string>> MembersAsync(ProviderGroup group, CancellationToken cancellationToken);

    /// <summary>Gives the group another name. False where the provider does not take it, or groups of this kind keep the name that they were made with.</summary>
    Task<bool> RenameGroupAsync(ProviderGroup group, string name, CancellationToken cancellationToken);

    /// <summary>
    /// One page: of everything where the cursor is null, else of what the cursor goes on with. Fails with <see cref="ProviderFault.CursorExpired"/> where
    /// the provider no longer knows the cursor.
    /// </summary>
    Task<ProviderPage> PageAsync(string? cursor, CancellationToken cancellationToken);

    /// <summary>The item as it is now, or null where it is gone.</summary>
    Task<ProviderItem?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>The item that was made with the key, or null. Only where <see cref="ProviderTraits.KeysAreSearchable"/>.</summary>
    Task<ProviderItem?> FindByKeyAsync(string clientKey, CancellationToken cancellationToken);

    /// <summary>Makes an item of the contact that carries the key from its first moment.</summary>
    Task<ProviderItem> CreateAsync(Contact wanted, string clientKey, CancellationToken cancellationToken);

    /// <summary>
    /// Makes the item say what is wanted, by editing its raw entries: what <see cref="View"/> cannot show of it stays. Fails with <see cref="ProviderFault.Stale"/>
    /// where the item is no longer what was read, and <see cref="ProviderFault.Gone"/> where it is no more.
    /// </summary>
    Task<ProviderItem> UpdateAsync(ProviderItem current, Contact wanted, CancellationToken cancellationToken);

    /// <summary>Deletes the item. One that is gone already is a success.</summary>
    Task DeleteAsync(ProviderItem current, CancellationToken cancellationToken);

    /// <summary>
    /// Carries out writes of one kind, at most as many as <see cref="ProviderTraits.InCall"/> says, and answers each in their order. Fails
    /// as a whole where that says something of all of them: nothing took effect then, unless the fault is
    /// <see cref="ProviderFault.Unavailable"/>. A single write is never <see cref="WriteAnswer.Unsent"/>. Providers that take several at once
    /// have their own way; this one is for a write alone.
    /// </summary>
    Task<IReadOnlyList<WriteAnswer>> WriteAsync(IReadOnlyList<ProviderWrite> writes, CancellationToken cancellationToken) =>
        WriteAloneAsync(this, writes.Single(), cancellationToken);

    /// <summary>One write in a call of its own.</summary>
    protected static async Task<IReadOnlyList<WriteAnswer>> WriteAloneAsync(
        IAccount account, ProviderWrite write, CancellationToken cancellationToken)
    {
        try
        {
            return [WriteAnswer.Done(await write.SendAsync(account, cancellationToken))];
        }
        catch (ProviderException refused) when (refused.Fault is ProviderFault.Stale or ProviderFault.Gone or ProviderFault.Rejected)
        {
            return [WriteAnswer.Refused(refused)];
        }
    }

    /// <summary>
    /// Those of the items that are there now, by the ids they were asked for by; at most as many as <see cref="ProviderTraits.InCall"/>
    /// says.
    /// </summary>
    async Task<IReadOnlyDictionary<string, ProviderItem>> FindAllAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, ProviderItem>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            if (await FindAsync(id, cancellationToken) is { } item)
            {
                found[id] = item;
            }
        }

        return found;
    }

    /// <summary>The item's picture, or null where it has none of its own (an avatar that the provider drew is none).</summary>
    Task<ProviderPhoto?> PhotoAsync(ProviderItem item, CancellationToken cancellationToken);

    /// <summary>
    /// The pictures of these items, in their order, each with an answer of its own. Where nothing more may be asked for now, the last ones
    /// have none. Providers without a call for several are asked for one after the other.
    /// </summary>
    async Task<IReadOnlyList<PhotoAnswer>> PhotosAsync(IReadOnlyList<ProviderItem> items, CancellationToken cancellationToken)
    {
        var answers = new List<PhotoAnswer>();
        while (answers.Count < items.Count && !answers.Exists(answer => answer.IsOpen))
        {
            answers.Add(await PhotoAnswer.OfAsync(() => PhotoAsync(items[answers.Count], cancellationToken)));
        }

        return answers;
    }

    /// <summary>
    /// What the item says, in our words and as it is written there: not normalised, labels by the names of groups, nothing for what has no word here.
    /// Notes are left out where the provider's are not carried. Pure.
    /// </summary>
    Contact View(ProviderItem item);

    /// <summary>What the provider could hold of a contact of ours: that which <see cref="View"/> of an item made of it would show, entries beyond its limits left out in order. Pure.</summary>
    Contact Fit(Contact contact);
}
