using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Directory;
using ServerlessContacts.Store.Claims;
using ServerlessContacts.Store.Contacts;

namespace ServerlessContacts.Editing;

/// <summary>
/// An internal contact's e-mail addresses belong to nobody else: no other internal contact, and no administrator. It may have none.
/// </summary>
public sealed class InternalEmails(Claims claims, ContactStore contacts)
{
    /// <summary>Claims the addresses; null where all are the contact's now.</summary>
    public async Task<EditResult?> TakeAsync(EditContext context, ContactId id, Contact contact, CancellationToken cancellationToken)
    {
        if (!contact.Internal)
        {
            return null;
        }

        for (var index = 0; index < contact.Emails.Count; index++)
        {
            var address = Normal(contact.Emails[index]);
            if (IsAdministrators(context.Directory, address) || !await TakeAsync(context, id, address, cancellationToken))
            {
                return new EditResult.Taken($"emails[{index}].address");
            }
        }

        return null;
    }

    /// <summary>Gives back the addresses that the contact had before and has no longer.</summary>
    public async Task ReleaseAsync(EditContext context, StoredContact before, Contact? after, CancellationToken cancellationToken)
    {
        var kept = after is null ? [] : after.OwnAddresses;
        foreach (var address in before.Record.Contact.OwnAddresses.Except(kept, StringComparer.Ordinal))
        {
            await claims.ReleaseAsync(context.Tenant, Claims.Email, address, before.Id, context.Caller.Actor, cancellationToken);
        }
    }

    /// <summary>Gives back what was claimed for a contact that was then not made, so that the corrected request finds it free.</summary>
    public async Task AbandonAsync(EditContext context, ContactId id, Contact contact, CancellationToken cancellationToken)
    {
        foreach (var address in contact.OwnAddresses)
        {
            if (!await HasAsync(context, id, address, cancellationToken))
            {
                await claims.ReleaseAsync(context.Tenant, Claims.Email, address, id, context.Caller.Actor, cancellationToken);
            }
        }
    }

    private Task<bool> TakeAsync(EditContext context, ContactId id, string address, CancellationToken cancellationToken) =>
        claims.TakeAsync(context.Tenant, Claims.Email, address, id, context.Caller.Actor, holder => HasAsync(context, holder, address, cancellationToken), cancellationToken);

    private async Task<bool> HasAsync(EditContext context, ContactId holder, string address, CancellationToken cancellationToken) =>
        await contacts.FindAsync(context.Tenant, holder, cancellationToken) is { } contact && contact.Record.Contact.OwnAddresses.Contains(address, StringComparer.Ordinal);

    private static bool IsAdministrators(DirectoryState directory, string address) =>
        directory.Members.Values.Any(member => member.Roles.Contains(BuiltInRole.Administrator, StringComparer.Ordinal)
            && member.Email is { } email && string.Equals(Normal(new Email { Address = email }), address, StringComparison.Ordinal));

    private static string Normal(Email email) => EmailParser.Parse(email.Address) is { IsParsed: true } parsed ? parsed.Email.Normal : email.Address;
}
