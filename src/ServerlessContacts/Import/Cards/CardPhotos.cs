using ServerlessContacts.Contacts;
using ServerlessContacts.Import.Files;
using ServerlessContacts.Import.Running;

namespace ServerlessContacts.Import.Cards;

/// <summary>The pictures of cards. They are stored before the contacts that name them, and only where the contact has none.</summary>
internal sealed class CardPhotos(ImportFiles files, TenantId tenant)
{
    public async Task SaveAsync(IEnumerable<RowDecision> decisions, CancellationToken cancellationToken)
    {
        foreach (var decision in decisions)
        {
            if (decision is { Row.Photo: { } photo, Before: not { Photo: not null }, After.Photo: not null })
            {
                await files.SavePhotoAsync(tenant, photo, cancellationToken);
            }
        }
    }
}
