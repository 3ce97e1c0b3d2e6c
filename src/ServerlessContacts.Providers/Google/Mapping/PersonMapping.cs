using Google.Apis.PeopleService.v1.Data;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Providers.Google.Mapping;

/// <summary>A person in the words of a contact, and edits the other way. Labels are apart, since they need the names of groups.</summary>
internal static class PersonMapping
{
    private static readonly IFieldMapping[] Fields =
    [
        new NameMapping(), new NicknameMapping(), new OrganizationMapping(), new RoleMapping(), new EmailMapping(), new PhoneMapping(), new AddressMapping(),
        new ImMapping(), new UrlMapping(), new BirthdayMapping(), new NotesMapping(), new CustomMapping(),
    ];

    public static Contact View(Person person) => Fields.Aggregate(new Contact(), (contact, field) => field.View(person, contact));

    /// <summary>Edits what differs; answers with the names of the fields that changed.</summary>
    public static IReadOnlyList<string> Edit(Person person, Contact wanted)
    {
        var fit = GoogleLimits.Apply(wanted);
        return [.. Fields.Where(field => field.Edit(person, fit)).Select(field => field.Field)];
    }

    /// <summary>What a person made of the contact says.</summary>
    public static Contact Fit(Contact contact)
    {
        var person = new Person();
        Edit(person, contact);
        return View(person);
    }

    /// <summary>Only the fields named, and only the contact's own entries in them.</summary>
    public static Person Excerpt(Person person, IReadOnlyCollection<string> names)
    {
        var excerpt = new Person { ResourceName = person.ResourceName, Metadata = MetadataOf(person) };
        foreach (var field in Fields.Where(field => names.Contains(field.Field)))
        {
            field.Copy(person, excerpt);
        }

        if (names.Contains(LabelMapping.Field))
        {
            excerpt.Memberships = person.Memberships;
        }

        return excerpt;
    }

    /// <summary>Google wants to know which of a person's sources is written.</summary>
    private static PersonMetadata? MetadataOf(Person person) =>
        PersonItem.ContactSource(person) is { } source ? new PersonMetadata { Sources = [source] } : null;
}
