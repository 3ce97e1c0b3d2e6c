using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Links;
using ServerlessContacts.Sync.Merging;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>A group that has another name than its members' labels. Pure.</summary>
/// <param name="From">The labels that its members may carry.</param>
/// <param name="To">The label that they shall carry.</param>
/// <param name="IsThere">Whether the group has the name at the provider.</param>
/// <param name="Lost">The name that its owner gave the label here, where the provider's won over it.</param>
internal sealed record GroupRename(IReadOnlyList<string> From, string To, bool IsThere, string? Lost = null)
{
    /// <summary>Null where nothing was renamed. Where both sides were, the provider wins.</summary>
    public static GroupRename? Of(RememberedGroup known, ProviderGroup group) =>
        !AreSame(group.Name, known.Name) ? new GroupRename(known.Wanted is { } lost ? [known.Name, lost] : [known.Name], group.Name, true, AreSame(known.Wanted, group.Name) ? null : known.Wanted)
        : known.Wanted is { } wanted ? new GroupRename([known.Name], wanted, false)
        : null;

    /// <summary>The contact under the new label, which it carries once.</summary>
    public Contact Applied(Contact contact) => Applies(contact)
        ? contact with { Labels = [.. contact.Labels.Select(label => From.Contains(label, StringComparer.Ordinal) ? To : label).Distinct(StringComparer.Ordinal)] }
        : contact;

    public bool Applies(Contact contact) => contact.Labels.Any(label => From.Contains(label, StringComparer.Ordinal) && !AreSame(label, To));

    /// <summary>The agreement as if both sides had always called the group so; the provider's only where it says so by now.</summary>
    public Agreement Applied(Agreement agreed, bool isSaidThere) => new(Applied(agreed.Here), isSaidThere ? Applied(agreed.There) : agreed.There);

    private static bool AreSame(string? one, string? other) => string.Equals(one, other, StringComparison.Ordinal);
}
