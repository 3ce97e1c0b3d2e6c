using Google.Apis.PeopleService.v1.Data;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Providers.Google.Mapping;

/// <summary>Postal addresses in their parts. Google writes the whole text itself where there are parts, so it counts only where there are none.</summary>
internal sealed class AddressMapping : ListMapping<Address, PostalAddress>
{
    private static readonly PostalAddress Nothing = new();

    public override string Field => "addresses";

    protected override IList<Address>? Get(Person person) => person.Addresses;

    protected override void Set(Person person, IList<Address> entries) => person.Addresses = entries;

    protected override FieldMetadata? MetadataOf(Address entry) => entry.Metadata;

    protected override IReadOnlyList<PostalAddress> Of(Contact contact) => contact.Addresses;

    protected override Contact With(Contact contact, IReadOnlyList<PostalAddress> values) => contact with { Addresses = values };

    protected override PostalAddress? ValueOf(Address entry)
    {
        var parts = new PostalAddress
        {
            Street = Entries.Text(entry.StreetAddress),
            Extended = Entries.Text(entry.ExtendedAddress),
            PoBox = Entries.Text(entry.PoBox),
            City = Entries.Text(entry.City),
            Region = Entries.Text(entry.Region),
            PostalCode = Entries.Text(entry.PostalCode),
            Country = Entries.Text(entry.Country),
        };
        var address = parts == Nothing ? new PostalAddress { Formatted = Entries.Text(entry.FormattedValue) } : parts;
        return address == Nothing ? null : address with { Label = Entries.Text(entry.Type) };
    }

    protected override void Write(Address entry, PostalAddress value)
    {
        if (entry.Country != value.Country)
        {
            entry.CountryCode = null;
        }

        (entry.StreetAddress, entry.ExtendedAddress, entry.PoBox) = (value.Street, value.Extended, value.PoBox);
        (entry.City, entry.Region, entry.PostalCode, entry.Country) = (value.City, value.Region, value.PostalCode, value.Country);
        (entry.Type, entry.FormattedType) = (value.Label, null);
        entry.FormattedValue = null;
        entry.FormattedValue = ValueOf(entry) is null ? value.Formatted : null;
    }

    protected override bool IsSame(PostalAddress one, PostalAddress other) => one with { Label = null } == other with { Label = null };
}
