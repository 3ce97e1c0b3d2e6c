using Google.Apis.PeopleService.v1.Data;
using OwnOrganization = ServerlessContacts.Contacts.Organization;
using RawOrganization = Google.Apis.PeopleService.v1.Data.Organization;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Providers.Google.Mapping;

/// <summary>The first organisation that says something that has a word here; earlier employers behind it, places and dates stay.</summary>
internal sealed class OrganizationMapping : FieldMapping<RawOrganization>
{
    private static readonly OwnOrganization Nothing = new();

    public override string Field => "organizations";

    public override Contact View(Person person, Contact contact) =>
        contact with { Organization = Own(person).Select(View).FirstOrDefault(found => found is not null) };

    public override bool Edit(Person person, Contact wanted)
    {
        var own = Own(person);
        var index = own.FindIndex(entry => View(entry) is not null);
        var goal = Holdable(wanted.Organization);
        if (goal == (index < 0 ? null : View(own[index])))
        {
            return false;
        }

        if (index < 0)
        {
            own.Insert(index = 0, new RawOrganization());
        }

        Write(own[index], goal ?? Nothing);
        Set(person, [.. own.Where(entry => View(entry) is not null || HasMore(entry))]);
        return true;
    }

    protected override IList<RawOrganization>? Get(Person person) => person.Organizations;

    protected override void Set(Person person, IList<RawOrganization> entries) => person.Organizations = entries;

    protected override FieldMetadata? MetadataOf(RawOrganization entry) => entry.Metadata;

    private static OwnOrganization? View(RawOrganization entry) => Holdable(new OwnOrganization
    {
        Name = entry.Name,
        Department = entry.Department,
        Title = entry.Title,
        PhoneticName = entry.PhoneticName,
    });

    private static OwnOrganization? Holdable(OwnOrganization? wanted)
    {
        var clean = new OwnOrganization
        {
            Name = Entries.Text(wanted?.Name),
            Department = Entries.Text(wanted?.Department),
            Title = Entries.Text(wanted?.Title),
            PhoneticName = Entries.Text(wanted?.PhoneticName),
        };
        return clean == Nothing ? null : clean;
    }

    private static void Write(RawOrganization entry, OwnOrganization goal)
    {
        entry.Name = goal.Name;
        entry.Department = goal.Department;
        entry.Title = goal.Title;
        entry.PhoneticName = goal.PhoneticName;
    }

    /// <summary>Whether the entry says anything that is not shown.</summary>
    private static bool HasMore(RawOrganization entry) =>
        (entry.JobDescription ?? entry.Location ?? entry.Symbol ?? entry.Domain ?? entry.CostCenter) is not null
        || entry.StartDate is not null
        || entry.EndDate is not null
        || entry.FullTimeEquivalentMillipercent is not null;
}
