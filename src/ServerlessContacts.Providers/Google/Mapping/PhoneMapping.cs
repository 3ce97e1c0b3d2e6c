using Google.Apis.PeopleService.v1.Data;
using RawPhone = Google.Apis.PeopleService.v1.Data.PhoneNumber;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Providers.Google.Mapping;

/// <summary>
/// Phone numbers as people write them; Google's types are the labels. Short numbers and the default have no place there, and an extension only behind its number.
/// </summary>
internal sealed class PhoneMapping : ListMapping<RawPhone, Phone>
{
    public override string Field => "phoneNumbers";

    protected override IList<RawPhone>? Get(Person person) => person.PhoneNumbers;

    protected override void Set(Person person, IList<RawPhone> entries) => person.PhoneNumbers = entries;

    protected override FieldMetadata? MetadataOf(RawPhone entry) => entry.Metadata;

    protected override IReadOnlyList<Phone> Of(Contact contact) => contact.Phones;

    protected override Contact With(Contact contact, IReadOnlyList<Phone> values) => contact with { Phones = values };

    protected override Phone? ValueOf(RawPhone entry) =>
        Entries.Text(entry.Value) is { } number ? new Phone { Number = number, Raw = number, Label = Entries.Text(entry.Type) } : null;

    protected override void Write(RawPhone entry, Phone value)
    {
        (entry.Value, entry.Type, entry.FormattedType) = (Written(value), value.Label, null);
        entry.CanonicalForm = null;
    }

    protected override bool IsSame(Phone one, Phone other) => one.Raw == other.Raw;

    private static string Written(Phone phone)
    {
        var written = Entries.Text(phone.Raw) ?? phone.Number;
        PhoneExtension.Split(written, out var extension);
        return extension is null && written.Length > 0 && Entries.Text(phone.Extension) is { } missing ? $"{written} ext. {missing}" : written;
    }
}
