using System.Collections.Immutable;
using Google.Apis.PeopleService.v1.Data;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers.Google;

/// <summary>Which group bears which name, as last read. Names that differ only in case are one to Google.</summary>
internal sealed record GroupNames
{
    public static readonly GroupNames None = new([]);

    private readonly ImmutableDictionary<string, ContactGroup> byId;
    private readonly ImmutableDictionary<string, string> idByLabel;
    private readonly ImmutableHashSet<string> reserved;

    public GroupNames(IEnumerable<ContactGroup> groups)
    {
        byId = groups.ToImmutableDictionary(group => group.ResourceName, StringComparer.Ordinal);
        idByLabel = byId.Values.Where(IsUsers).GroupBy(group => group.Name, StringComparer.OrdinalIgnoreCase)
            .ToImmutableDictionary(group => group.Key, group => group.Select(one => one.ResourceName).Order(StringComparer.Ordinal).First(), StringComparer.OrdinalIgnoreCase)
            .SetItem(GoogleGroups.StarredLabel, GoogleGroups.Starred);
        reserved = byId.Values.Where(group => !IsUsers(group)).SelectMany(group => new[] { group.Name, group.FormattedName }).OfType<string>()
            .Where(name => !idByLabel.ContainsKey(name))
            .ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);
    }

    private GroupNames(GroupNames other, ImmutableHashSet<string> reserved)
    {
        byId = other.byId;
        idByLabel = other.idByLabel;
        this.reserved = reserved;
    }

    /// <summary>What can be chosen to be kept in step.</summary>
    public IReadOnlyList<ProviderGroup> Choices =>
        [.. byId.Values.Where(IsChoice).Select(Choice).OrderBy(group => group.Id, StringComparer.Ordinal)];

    public bool Knows(string id) => byId.ContainsKey(id);

    /// <summary>The label that membership in the group is; null where it is none.</summary>
    public string? LabelOf(string id)
    {
        if (id == GoogleGroups.Starred)
        {
            return GoogleGroups.StarredLabel;
        }

        return byId.TryGetValue(id, out var group) && IsUsers(group) ? group.Name : null;
    }

    public string? IdOf(string label) => idByLabel.GetValueOrDefault(label);

    /// <summary>The labels as Google would hold them: in the case of the groups that are there, each once, in order, without names of its own groups.</summary>
    public IReadOnlyList<string> Fit(IEnumerable<string> labels) => [.. labels
        .Where(label => !string.IsNullOrWhiteSpace(label) && !reserved.Contains(label))
        .Select(label => IdOf(label) is { } id ? LabelOf(id) ?? label : label)
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .Order(StringComparer.Ordinal)];

    public GroupNames With(ContactGroup group) => new([.. byId.Values, group]);

    /// <summary>
    /// With the groups that are not known yet. One that is left out may be there all the same: that it is gone is for the next message.
    /// </summary>
    public GroupNames Extended(IEnumerable<ContactGroup> groups) =>
        new(groups.Select(group => byId.GetValueOrDefault(group.ResourceName) ?? group).Concat(byId.Values)
            .DistinctBy(group => group.ResourceName, StringComparer.Ordinal));

    public GroupNames Renamed(ContactGroup group) => new(byId.SetItem(group.ResourceName, group).Values);

    public string? ETagOf(string id) => byId.GetValueOrDefault(id)?.ETag;

    public GroupNames Without(string label) => new(this, reserved.Add(label));

    private static ProviderGroup Choice(ContactGroup group) => new(group.ResourceName, group.FormattedName ?? group.Name) { IsLabel = IsUsers(group) };

    private static bool IsUsers(ContactGroup group) => group.GroupType == "USER_CONTACT_GROUP" && !string.IsNullOrEmpty(group.Name);

    private static bool IsChoice(ContactGroup group) => IsUsers(group) || group.ResourceName is GoogleGroups.MyContacts or GoogleGroups.Starred;
}
