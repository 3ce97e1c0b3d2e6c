namespace ServerlessContacts.Store.Rows;

/// <summary>What the blobs of a container are. Backups store them in this order, as nothing can be read without the keys.</summary>
public enum ContainerContent
{
    /// <summary>What secrets are encrypted with. No person is in them.</summary>
    Keys,

    /// <summary>Pictures, named by their hash.</summary>
    Pictures,

    /// <summary>Texts; an erasure looks through them, and one that holds the person goes whole.</summary>
    Texts,

    /// <summary>What is made anew from the table; an erasure deletes it unlooked at.</summary>
    Snapshots,
}

/// <summary>A container that a room owns. Blobs of a tenant lie under <c>{tenant}/</c>.</summary>
/// <param name="Name">Its name in the account.</param>
/// <param name="Content">What its blobs are.</param>
/// <param name="IsBackedUp">Whether rows refer to its blobs, so that a backup has them.</param>
public sealed record OwnedContainer(string Name, ContainerContent Content, bool IsBackedUp);
