using Google.Apis.PeopleService.v1.Data;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Providers.Google.Mapping;

/// <summary>What somebody does is an occupation to Google; the formal title belongs to the organisation.</summary>
internal sealed class RoleMapping : TextMapping<Occupation>
{
    public override string Field => "occupations";

    protected override IList<Occupation>? Get(Person person) => person.Occupations;

    protected override void Set(Person person, IList<Occupation> entries) => person.Occupations = entries;

    protected override FieldMetadata? MetadataOf(Occupation entry) => entry.Metadata;

    protected override string? Of(Contact contact) => contact.Role;

    protected override Contact With(Contact contact, string? text) => contact with { Role = text };

    protected override string? TextOf(Occupation entry) => Entries.Text(entry.Value);

    protected override void Write(Occupation entry, string text) => entry.Value = text;
}
