using ServerlessContacts.Contacts;
using ServerlessContacts.Sync.Merging;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Sync.Running;

/// <summary>
/// What becomes of one member's labels when groups get other names: each old label is replaced once, all at the same time, so that names
/// may go round among groups. What the item was in when both sides agreed last says which group a label stands for. Pure.
/// </summary>
/// <param name="renames">All that are carried out together.</param>
/// <param name="agreed">The item as it was then.</param>
internal sealed class LabelMap(IReadOnlyList<GroupRename> renames, ProviderItem agreed)
{
    /// <summary>
    /// The contact under the new labels, each of them once. Where the owner gave a label its name here, contacts carry it already, and it
    /// is none that another group gives up.
    /// </summary>
    /// <param name="contact">As it is now.</param>
    /// <param name="before">The labels that both sides agreed on.</param>
    public Contact Here(Contact contact, IReadOnlyList<string> before) =>
        Labelled(contact, label => Here(label, before.Contains(label, StringComparer.Ordinal)));

    /// <summary>The agreement as if both sides had always called the groups so; the provider's only as far as it says so by now.</summary>
    public Agreement Agreed(Agreement before, bool isWritten) => new(
        Mapped(before.Here, label => renames.Where(rename => IsFrom(rename, label))),
        Mapped(before.There, label => renames.Where(rename => (isWritten || rename.IsSaid) && IsFrom(rename, label))));

    /// <summary>
    /// What the item shall say, where it carries labels as texts or has to move from group to group. It follows from what was agreed, so it
    /// is the same before and after the item was written; what somebody labelled or unlabelled there meanwhile stays so.
    /// </summary>
    /// <param name="before">What the item said then.</param>
    /// <param name="now">What it says now.</param>
    public Contact There(Contact before, Contact now)
    {
        var unsaid = renames.Where(rename => !rename.IsSaid && rename.Has(agreed)).ToList();
        var after = Mapped(before, label => unsaid.Where(rename => IsFrom(rename, label)));
        var unlabelled = before.Labels.Intersect(after.Labels, StringComparer.Ordinal).Except(now.Labels, StringComparer.Ordinal);
        var labelled = now.Labels.Except(before.Labels, StringComparer.Ordinal);
        return now with { Labels = [.. after.Labels.Except(unlabelled, StringComparer.Ordinal).Union(labelled, StringComparer.Ordinal)] };
    }

    /// <summary>Whether the owner has given the name to a label here.</summary>
    private bool IsFresh(string label) => renames.Any(rename => rename.Open.IsOurs && AreSame(rename.To, label));

    /// <summary>
    /// The owner may have given the label a name here that another label has. Whoever had that one before keeps it, as it is another
    /// group's.
    /// </summary>
    private IEnumerable<string> Here(string label, bool isAgreed)
    {
        var from = renames.Where(rename => IsFrom(rename, label) && !(rename.Open.IsOurs && IsFresh(label)));
        var lost = renames.Where(rename => AreSame(rename.Lost, label) && (!isAgreed || rename.Has(agreed)));
        var mapped = Mapped(label, IsFresh(label), [.. from, .. lost]);
        return isAgreed && !renames.Any(rename => IsFrom(rename, label)) ? mapped.Append(label) : mapped;
    }

    private static bool IsFrom(GroupRename rename, string label) => AreSame(rename.From, label);

    private Contact Mapped(Contact contact, Func<string, IEnumerable<GroupRename>> meant) =>
        Labelled(contact, label => Mapped(label, isFresh: false, [.. meant(label)]));

    private static Contact Labelled(Contact contact, Func<string, IEnumerable<string>> labels) =>
        contact with { Labels = [.. contact.Labels.SelectMany(labels).Distinct(StringComparer.Ordinal)] };

    /// <summary>A label is that of a group the item was in; else it was given here since, and is that of any group of the name.</summary>
    private IEnumerable<string> Mapped(string label, bool isFresh, IReadOnlyList<GroupRename> meant)
    {
        var own = meant.Where(rename => rename.Has(agreed)).ToList();
        var mapped = own.Count > 0 ? own : isFresh ? [] : meant.Where(rename => rename.Open.IsThere).ToList();
        return mapped.Count > 0 ? mapped.Select(rename => rename.To) : [label];
    }

    private static bool AreSame(string? one, string? other) => string.Equals(one, other, StringComparison.Ordinal);
}
