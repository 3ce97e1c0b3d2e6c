using ServerlessContacts.Sync.Connections;

namespace ServerlessContacts.Sync.Merging;

/// <summary>What became of one side of a link since both agreed.</summary>
public enum SideState
{
    Unchanged,
    Edited,
    Deleted,
}

/// <summary>What is done about a link whose sides no longer agree.</summary>
public enum LinkAction
{
    Nothing,

    /// <summary>Merge both sides; what changed on one side only is the simple case of it.</summary>
    Merge,

    /// <summary>Make the contact here again from the item: it was deleted here and edited there.</summary>
    CreateHere,

    /// <summary>Make the item there again from the contact: it was deleted there and edited here.</summary>
    CreateThere,

    DeleteHere,
    DeleteThere,

    /// <summary>Both live on by themselves and are never linked again.</summary>
    Unlink,

    /// <summary>Keep the side that is left as it is; should the other come back, it is linked again.</summary>
    Keep,

    /// <summary>As <see cref="Keep"/>, and ask.</summary>
    Review,

    /// <summary>Both are gone.</summary>
    Forget,
}

/// <summary>The nine cells of what may have become of both sides. Edit wins over deletion; nothing is ever deleted but by policy. Pure.</summary>
public static class LinkDecision
{
    /// <param name="isTwoWay">Whether what happens here is carried out at all.</param>
    public static LinkAction Of(SideState here, SideState there, DeletePolicy policy, bool isTwoWay) => (here, there) switch
    {
        (SideState.Unchanged, SideState.Unchanged) => LinkAction.Nothing,
        (SideState.Edited, SideState.Unchanged) => isTwoWay ? LinkAction.Merge : LinkAction.Nothing,
        (_, SideState.Edited) when here != SideState.Deleted => LinkAction.Merge,
        (SideState.Deleted, SideState.Edited) => LinkAction.CreateHere,
        (SideState.Deleted, SideState.Deleted) => LinkAction.Forget,
        (SideState.Edited, SideState.Deleted) => isTwoWay ? LinkAction.CreateThere : LinkAction.Unlink,
        // Deleted here, where nothing goes out: it must only not come back.
        (SideState.Deleted, SideState.Unchanged) when !isTwoWay => LinkAction.Unlink,
        (SideState.Deleted, SideState.Unchanged) => Carried(policy, LinkAction.DeleteThere),
        _ => Carried(policy, LinkAction.DeleteHere),
    };

    private static LinkAction Carried(DeletePolicy policy, LinkAction delete) => policy switch
    {
        DeletePolicy.Ignore => LinkAction.Keep,
        DeletePolicy.Unlink => LinkAction.Unlink,
        DeletePolicy.Review => LinkAction.Review,
        _ => delete,
    };
}
