using Google.Apis.PeopleService.v1.Data;

namespace ServerlessContacts.Providers.Google.Mapping;

/// <summary>Memberships as labels. Memberships that are no labels stay, and a contact keeps at least one, as Google demands.</summary>
internal static class LabelMapping
{
    public const string Field = "memberships";

    public static IReadOnlyList<string> View(Person person, GroupNames names) =>
        names.Fit(Own(person).Select(membership => names.LabelOf(GroupOf(membership))).OfType<string>());

    public static IEnumerable<string> GroupsOf(Person person) => Own(person).Select(GroupOf);

    /// <summary>Makes the person's labels those that are wanted; false where they are already.</summary>
    public static bool Edit(Person person, IReadOnlyList<string> wanted, GroupNames names)
    {
        var goal = names.Fit(wanted).Where(label => names.IdOf(label) is not null).ToList();
        var isNew = person.ResourceName is null;
        if (View(person, names).SequenceEqual(goal, StringComparer.Ordinal) && !isNew)
        {
            return false;
        }

        List<Membership> memberships = [.. Own(person).Where(membership => IsKept(membership, goal, names))];
        memberships.AddRange(goal.Except(View(person, names), StringComparer.Ordinal).Select(label => In(names.IdOf(label)!)));
        if (isNew || memberships.Count == 0)
        {
            memberships.Add(In(GoogleGroups.MyContacts));
        }

        person.Memberships = memberships;
        return true;
    }

    private static bool IsKept(Membership membership, List<string> goal, GroupNames names) =>
        names.LabelOf(GroupOf(membership)) is not { } label || goal.Contains(label, StringComparer.Ordinal);

    private static IEnumerable<Membership> Own(Person person) =>
        (person.Memberships ?? []).Where(membership => Entries.IsOwn(membership.Metadata) && membership.ContactGroupMembership?.ContactGroupResourceName is not null);

    private static string GroupOf(Membership membership) => membership.ContactGroupMembership.ContactGroupResourceName;

    private static Membership In(string group) => new() { ContactGroupMembership = new ContactGroupMembership { ContactGroupResourceName = group } };
}
