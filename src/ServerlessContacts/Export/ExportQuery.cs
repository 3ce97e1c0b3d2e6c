using ServerlessContacts.Access;
using ServerlessContacts.Contacts;
using ServerlessContacts.Store;

namespace ServerlessContacts.Export;

/// <summary>Whose contacts leave.</summary>
[Flags]
public enum ExportScope
{
    None = 0,
    Personal = 1,
    Shared = 2,
    Members = 4,
    All = Personal | Shared | Members,
}

/// <summary>Which contacts leave; all conditions must hold. Beyond what is in sight nothing is looked at.</summary>
public sealed record ExportQuery
{
    public ExportScope Scope { get; init; } = ExportScope.All;

    /// <summary>Only shared contacts in one of these folders; the empty text is the root.</summary>
    public IReadOnlySet<string>? Folders { get; init; }

    public string? Group { get; init; }

    /// <summary>One of the owner's own marks, exactly.</summary>
    public string? Label { get; init; }

    /// <summary>Only these, such as a member's favourites or what a search has found.</summary>
    public IReadOnlySet<ContactId>? Only { get; init; }

    /// <summary>Where the contacts lie, each with those that are named there; null where all have to be looked at.</summary>
    internal IEnumerable<(Partition Partition, IReadOnlyList<ContactId>? Named)> Partitions(AccessScope scope)
    {
        var named = Only?.ToLookup(id => id.Place, StringComparer.Ordinal);
        return scope.Partitions.Where(partition => Scope.HasFlag(ScopeOf(scope, partition)))
            .Select(partition => (partition, (IReadOnlyList<ContactId>?)named?[partition.Place].ToList()))
            .Where(part => part.Item2 is not { Count: 0 });
    }

    internal bool Admits(ContactId id, Contact contact) =>
        (Group is null || contact.Groups.Contains(Group, StringComparer.Ordinal))
        && (Folders is null || (id.IsShared && Folders.Contains(contact.Folder ?? "")))
        && (Label is null || contact.Labels.Contains(Label, StringComparer.Ordinal))
        && (Only is null || Only.Contains(id));

    private static ExportScope ScopeOf(AccessScope scope, Partition partition) =>
        partition.IsDirectory ? ExportScope.Members
        : scope.Personal is { } member && partition == Partition.Member(scope.Tenant, member) ? ExportScope.Personal
        : ExportScope.Shared;
}
