using System.Text.Json.Nodes;
using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Store.Log;

namespace ServerlessContacts.Editing;

/// <summary>Edits by people and applications: rights, rules, claims and one transaction for each.</summary>
public sealed class ContactEditor(
    Journal journal, ContactStore contacts, Favorites favorites, InternalEmails internalEmails, TimeProvider time)
{
    /// <summary>Makes a contact. With a key, a repeat answers the contact that the first call made.</summary>
    public async Task<EditResult> CreateAsync(EditContext context, JsonObject body, bool shared, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        if (ContactRights.RefuseCreate(context.Caller, shared, context.Scope.Personal) is { } refusal)
        {
            return new EditResult.Refused(refusal);
        }

        var input = ContactInput.Create(body);
        var check = input.IsValid ? context.Rules.Check(Settled(input.Contact, shared)) : input;
        return check.IsValid
            ? await StoreAsync(context, NewContact.For(context, shared, key), check.Contact, cancellationToken)
            : new EditResult.Invalid(check.Problems);
    }

    /// <summary>Applies a merge patch to the version that the caller saw; null for whichever there is.</summary>
    public async Task<EditResult> PatchAsync(EditContext context, ContactId id, JsonObject patch, long? version, CancellationToken cancellationToken)
    {
        if (await FindAsync(context, id, cancellationToken) is not { } stored)
        {
            return Missing(id);
        }

        if (version is not null && stored.Version != version)
        {
            return new EditResult.Stale();
        }

        var input = ContactInput.Patch(stored.Record.Contact, patch);
        var check = input.IsValid ? context.Rules.Check(Settled(input.Contact, id.IsShared)) : input;
        return check.IsValid ? await ReplaceAsync(context, stored, check.Contact, cancellationToken) : new EditResult.Invalid(check.Problems);
    }

    /// <summary>Replaces the contact's state by one that follows from it, such as one with another photo.</summary>
    public async Task<EditResult> ChangeAsync(EditContext context, ContactId id, Func<Contact, Contact> change, CancellationToken cancellationToken)
    {
        for (var retry = Retry.OnConflict(id); await FindAsync(context, id, cancellationToken) is { } stored; retry.Again())
        {
            var result = await ReplaceAsync(context, stored, change(stored.Record.Contact), cancellationToken);
            if (result is not EditResult.Stale)
            {
                return result;
            }
        }

        return Missing(id);
    }

    /// <summary>
    /// Deletes the contact for everyone who sees it. It can be restored until it is purged. A shared contact that the caller may not delete
    /// for everyone stays; the caller's own star goes.
    /// </summary>
    public async Task<EditResult> DeleteAsync(EditContext context, ContactId id, long? version, CancellationToken cancellationToken)
    {
        if (await FindAsync(context, id, cancellationToken) is not { } stored)
        {
            return Missing(id);
        }

        var refusal = ContactRights.RefuseDelete(context.Caller, id);
        var leaver = refusal is not null && id.IsShared ? context.Caller.Member : null;
        if (refusal is not null && leaver is null)
        {
            return new EditResult.Refused(refusal);
        }

        if (version is not null && stored.Version != version)
        {
            return new EditResult.Stale();
        }

        if (leaver is { } member)
        {
            await favorites.RemoveAsync(context.Tenant, member, id, cancellationToken);
            return new EditResult.Deleted();
        }

        var operation = Operation.New(context.Caller.Actor);
        var committed = await CommitAsync(context, id, operation, ContactEdits.Delete(stored, time.GetUtcNow()), cancellationToken);
        if (!committed.IsStored)
        {
            return new EditResult.Stale();
        }

        await internalEmails.ReleaseAsync(context, stored, null, cancellationToken);
        return new EditResult.Deleted();
    }

    /// <summary>
    /// Brings a deleted contact back as it was. Who may not restore it is not told that it was there. A repeat by the caller's own name for
    /// the request restores nothing that was deleted since.
    /// </summary>
    public async Task<EditResult> RestoreAsync(EditContext context, ContactId id, string? key, CancellationToken cancellationToken)
    {
        if (!context.Scope.Includes(id) || await contacts.FindDeletedAsync(context.Tenant, id, cancellationToken) is not { } deleted)
        {
            return await FindAsync(context, id, cancellationToken) is { } there ? new EditResult.Saved(there) : Missing(id);
        }

        if (ContactRights.RefuseDelete(context.Caller, id) is not null)
        {
            return Missing(id);
        }

        var actor = context.Caller.Actor;
        var operation = key is null ? Operation.New(actor) : new Operation(RowKeys.Hash($"restore\n{id}\n{actor}\n{key}"), actor, actor);
        if (await journal.HasStoredAsync(Partition.Of(context.Tenant, id), operation, cancellationToken))
        {
            return Missing(id);
        }

        if (await internalEmails.TakeAsync(context, id, deleted.Record.Contact, cancellationToken) is { } taken)
        {
            return taken;
        }

        await CommitAsync(context, id, operation, ContactEdits.Restore(deleted), cancellationToken);
        return await SavedAsync(context, id, cancellationToken);
    }

    private async Task<EditResult> StoreAsync(EditContext context, NewContact created, Contact contact, CancellationToken cancellationToken)
    {
        if (await internalEmails.TakeAsync(context, created.Id, contact, cancellationToken) is { } taken)
        {
            await internalEmails.AbandonAsync(context, created.Id, contact, cancellationToken);
            return taken;
        }

        var actor = context.Caller.Actor;
        var record = Provenance.Create(contact, actor, actor, time.GetUtcNow());
        var committed = await CommitAsync(context, created.Id, created.Operation, [ContactEdits.Create(created.Id, record)], cancellationToken);
        return created.IsAnsweredBy(committed) ? await SavedAsync(context, created.Id, cancellationToken) : new EditResult.KeyReused();
    }

    private async Task<EditResult> ReplaceAsync(EditContext context, StoredContact stored, Contact contact, CancellationToken cancellationToken)
    {
        var actor = context.Caller.Actor;
        var fields = ContactFields.Changed(stored.Record.Contact, contact);
        if (ContactRights.RefuseEdit(context.Caller, stored.Id, fields) is { } refusal)
        {
            return new EditResult.Refused(refusal);
        }

        if (Provenance.Update(stored.Record, contact, actor, actor, time.GetUtcNow()) is not { } record)
        {
            return new EditResult.Saved(stored);
        }

        if (await internalEmails.TakeAsync(context, stored.Id, contact, cancellationToken) is { } taken)
        {
            return taken;
        }

        var committed = await CommitAsync(context, stored.Id, Operation.New(actor), [ContactEdits.Change(stored, record)], cancellationToken);
        if (!committed.IsStored)
        {
            return new EditResult.Stale();
        }

        await internalEmails.ReleaseAsync(context, stored, contact, cancellationToken);
        return new EditResult.Saved(stored with { Record = record, Row = stored.Row with { Sequence = committed.Sequence } });
    }

    private Task<Committed> CommitAsync(EditContext context, ContactId id, Operation operation, IReadOnlyList<Edit> edits, CancellationToken cancellationToken) =>
        journal.CommitAsync(Partition.Of(context.Tenant, id), operation, edits, cancellationToken);

    private async Task<StoredContact?> FindAsync(EditContext context, ContactId id, CancellationToken cancellationToken) =>
        context.Scope.Includes(id) && !id.IsMember ? await contacts.FindAsync(context.Tenant, id, cancellationToken) : null;

    /// <summary>What is stored now: after a repeat it may have been edited, or be gone, since the first call.</summary>
    private async Task<EditResult> SavedAsync(EditContext context, ContactId id, CancellationToken cancellationToken) =>
        await FindAsync(context, id, cancellationToken) is { } stored ? new EditResult.Saved(stored) : new EditResult.NotFound();

    private static EditResult Missing(ContactId id) =>
        id.IsMember ? new EditResult.Refused(ContactRights.MembersAreNotContacts) : new EditResult.NotFound();

    /// <summary>Internal and folders are the organisation's; visibility and labels an owner's.</summary>
    private static Contact Settled(Contact contact, bool shared) => shared
        ? contact with { Visibility = Visibility.Owner, Labels = [] }
        : contact with { Internal = false, Folder = null, Groups = [] };
}
