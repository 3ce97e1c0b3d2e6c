using Google.Apis.PeopleService.v1.Data;
using RawEmail = Google.Apis.PeopleService.v1.Data.EmailAddress;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Providers.Google.Mapping;

/// <summary>E-mail addresses; Google's types are the labels, also those that people make up. Which one is the default stays with each side.</summary>
internal sealed class EmailMapping : ListMapping<RawEmail, Email>
{
    public override string Field => "emailAddresses";

    protected override IList<RawEmail>? Get(Person person) => person.EmailAddresses;

    protected override void Set(Person person, IList<RawEmail> entries) => person.EmailAddresses = entries;

    protected override FieldMetadata? MetadataOf(RawEmail entry) => entry.Metadata;

    protected override IReadOnlyList<Email> Of(Contact contact) => contact.Emails;

    protected override Contact With(Contact contact, IReadOnlyList<Email> values) => contact with { Emails = values };

    protected override Email? ValueOf(RawEmail entry) =>
        Entries.Text(entry.Value) is { } address ? new Email { Address = address, Label = Entries.Text(entry.Type) } : null;

    protected override void Write(RawEmail entry, Email value) => (entry.Value, entry.Type, entry.FormattedType) = (value.Address, value.Label, null);

    protected override bool IsSame(Email one, Email other) => string.Equals(one.Address, other.Address, StringComparison.OrdinalIgnoreCase);
}
