using Google.Apis.PeopleService.v1.Data;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Providers.Google.Mapping;

/// <summary>The nickname proper; maiden names, initials and other names are also nicknames to Google, and stay.</summary>
internal sealed class NicknameMapping : TextMapping<Nickname>
{
    private const string Proper = "DEFAULT";

    public override string Field => "nicknames";

    protected override IList<Nickname>? Get(Person person) => person.Nicknames;

    protected override void Set(Person person, IList<Nickname> entries) => person.Nicknames = entries;

    protected override FieldMetadata? MetadataOf(Nickname entry) => entry.Metadata;

    protected override string? Of(Contact contact) => contact.Nickname;

    protected override Contact With(Contact contact, string? text) => contact with { Nickname = text };

    protected override string? TextOf(Nickname entry) => entry.Type is null or Proper ? Entries.Text(entry.Value) : null;

    protected override void Write(Nickname entry, string text) => entry.Value = text;
}
