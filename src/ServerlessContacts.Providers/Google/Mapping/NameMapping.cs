using Google.Apis.PeopleService.v1.Data;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Providers.Google.Mapping;

/// <summary>
/// Names in their parts. Google makes the full name of the parts itself, and takes a free one apart in its own way; so a full name is shown only where there
/// is nothing else, and one without parts is written whole where Google puts a single word too: as the given name.
/// </summary>
internal sealed class NameMapping : FieldMapping<Name>
{
    public override string Field => "names";

    public override Contact View(Person person, Contact contact) => contact with { Name = View(Own(person).FirstOrDefault()) };

    public override bool Edit(Person person, Contact wanted)
    {
        var own = Own(person);
        var (current, goal) = (View(own.FirstOrDefault()), Holdable(wanted.Name));
        if (goal == current || (HasParts(wanted.Name) is false && Clean(wanted.Name) == current))
        {
            return false;
        }

        // One name is all that Google takes.
        Set(person, goal == ContactName.Empty ? [] : [Written(own.FirstOrDefault() ?? new Name(), goal)]);
        return true;
    }

    protected override IList<Name>? Get(Person person) => person.Names;

    protected override void Set(Person person, IList<Name> entries) => person.Names = entries;

    protected override FieldMetadata? MetadataOf(Name entry) => entry.Metadata;

    private static ContactName View(Name? name)
    {
        if (name is null)
        {
            return ContactName.Empty;
        }

        var parts = Clean(new ContactName
        {
            Given = name.GivenName,
            Family = name.FamilyName,
            Middle = name.MiddleName,
            Prefix = name.HonorificPrefix,
            Suffix = name.HonorificSuffix,
            PhoneticGiven = name.PhoneticGivenName,
            PhoneticFamily = name.PhoneticFamilyName,
        });
        return HasParts(parts) ? parts : parts with { Full = Entries.Text(name.UnstructuredName) ?? Entries.Text(name.DisplayName) };
    }

    private static ContactName Holdable(ContactName name)
    {
        var clean = Clean(name);
        return HasParts(clean) ? clean with { Full = null } : clean with { Full = null, Given = clean.Full };
    }

    private static Name Written(Name entry, ContactName name)
    {
        if (entry.PhoneticGivenName != name.PhoneticGiven || entry.PhoneticFamilyName != name.PhoneticFamily)
        {
            entry.PhoneticFullName = null;
        }

        (entry.GivenName, entry.FamilyName, entry.MiddleName) = (name.Given, name.Family, name.Middle);
        (entry.HonorificPrefix, entry.HonorificSuffix) = (name.Prefix, name.Suffix);
        (entry.PhoneticGivenName, entry.PhoneticFamilyName) = (name.PhoneticGiven, name.PhoneticFamily);
        (entry.UnstructuredName, entry.DisplayName, entry.DisplayNameLastFirst) = (null, null, null);
        return entry;
    }

    private static bool HasParts(ContactName name) =>
        Entries.Text(name.Given + name.Family + name.Middle + name.Prefix + name.Suffix) is not null;

    private static ContactName Clean(ContactName name) => new()
    {
        Full = Entries.Text(name.Full),
        Given = Entries.Text(name.Given),
        Family = Entries.Text(name.Family),
        Middle = Entries.Text(name.Middle),
        Prefix = Entries.Text(name.Prefix),
        Suffix = Entries.Text(name.Suffix),
        PhoneticGiven = Entries.Text(name.PhoneticGiven),
        PhoneticFamily = Entries.Text(name.PhoneticFamily),
    };
}
