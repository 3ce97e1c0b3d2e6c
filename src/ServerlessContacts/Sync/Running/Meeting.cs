using ServerlessContacts.Contacts;
using ServerlessContacts.Store.Contacts;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Merging;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>Both sides of one link as they are now.</summary>
/// <param name="Unique">The unique part of the id of the contact that it is or would become.</param>
/// <param name="Stored">Null where nothing is linked yet.</param>
/// <param name="Contact">Null where it is gone here, or was never there.</param>
/// <param name="Item">Null where it is gone there, or was never there.</param>
/// <param name="By">Who changed what brought this about.</param>
internal sealed record Meeting(string Unique, StoredLink? Stored, StoredContact? Contact, ProviderItem? Item, string By)
{
    /// <summary>Whether what would be taken away has been weighed.</summary>
    public bool IsWeighed { get; init; }

    /// <summary>Whether the item is what was last known of it, and may be gone by now; without one, that it is gone only by its id: no listing has told so.</summary>
    public bool IsRemembered { get; init; }

    /// <summary>Whether this came about while nothing was carried out: nothing is carried out of it.</summary>
    public bool IsOfOneWay { get; init; }

    public Link? Link => Stored?.Link;

    public SideState Here(Views views) =>
        Contact is null ? SideState.Deleted
        : ThreeWayMerge.AreSame(views.Fitting(Contact.Record.Contact), Link!.Agreed.Here) ? SideState.Unchanged
        : SideState.Edited;

    public SideState There(Views views) =>
        Item is null ? SideState.Deleted
        : ThreeWayMerge.AreSame(views.There(Item), Link!.Agreed.There) ? SideState.Unchanged
        : SideState.Edited;

    /// <summary>What to call it in a list.</summary>
    public string Name(Views views) => (Contact?.Record.Contact ?? (Item is null ? Link?.Agreed.There ?? new Contact() : views.There(Item))).Caption;
}
