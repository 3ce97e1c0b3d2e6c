using Google.Apis.PeopleService.v1.Data;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Providers.Google.Mapping;

internal sealed class ImMapping : ListMapping<ImClient, InstantMessenger>
{
    public override string Field => "imClients";

    protected override IList<ImClient>? Get(Person person) => person.ImClients;

    protected override void Set(Person person, IList<ImClient> entries) => person.ImClients = entries;

    protected override FieldMetadata? MetadataOf(ImClient entry) => entry.Metadata;

    protected override IReadOnlyList<InstantMessenger> Of(Contact contact) => contact.Ims;

    protected override Contact With(Contact contact, IReadOnlyList<InstantMessenger> values) => contact with { Ims = values };

    protected override InstantMessenger? ValueOf(ImClient entry) => Entries.Text(entry.Username) is { } address
        ? new InstantMessenger { Address = address, Protocol = Entries.Text(entry.Protocol), Label = Entries.Text(entry.Type) }
        : null;

    protected override void Write(ImClient entry, InstantMessenger value)
    {
        (entry.Username, entry.Protocol, entry.FormattedProtocol) = (value.Address, value.Protocol, null);
        (entry.Type, entry.FormattedType) = (value.Label, null);
    }

    protected override bool IsSame(InstantMessenger one, InstantMessenger other) => one.Address == other.Address;
}
