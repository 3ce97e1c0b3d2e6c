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
        : ThreeWayMerge.AreSame(Fitting(views, Contact.Record.Contact), Link!.Agreed.Here) ? SideState.Unchanged
        : SideState.Edited;

    public SideState There(Views views) =>
        Item is null ? SideState.Deleted : IsAsAgreed(views.Read(Item), Link!) ? SideState.Unchanged : SideState.Edited;

    /// <summary>What breaks a rule here is seen to come and to go as well: it takes room there, and is told.</summary>
    private static bool IsAsAgreed(LenientCheck said, Link link) =>
        ThreeWayMerge.AreSame(said.Kept, link.Agreed.There)
            && LeftOutValues.Paths(said.LeftOut).SequenceEqual(link.LeftOut, StringComparer.Ordinal);

    /// <summary>As it was agreed: beside what the item, as it is known, has of its own.</summary>
    private Contact Fitting(Views views, Contact contact) =>
        Link is { LeftOut.Count: > 0, Item: { } known } ? views.Fitting(contact, views.Read(known)) : views.Fitting(contact);

    /// <summary>What to call it in a list.</summary>
    public string Name(Views views) =>
        Item is null || Contact is not null ? FieldText.Naming(Contact?.Record.Contact ?? Link?.Agreed.There ?? new Contact())
        : views.Read(Item) is var said && FieldText.Naming(said.Kept) is { Length: > 0 } name ? name
        : FieldText.Naming(said.Whole);
}
