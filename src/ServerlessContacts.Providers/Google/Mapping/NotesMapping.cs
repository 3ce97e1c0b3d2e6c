using Google.Apis.PeopleService.v1.Data;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Providers.Google.Mapping;

internal sealed class NotesMapping : TextMapping<Biography>
{
    private const string Plain = "TEXT_PLAIN";

    public override string Field => "biographies";

    protected override IList<Biography>? Get(Person person) => person.Biographies;

    protected override void Set(Person person, IList<Biography> entries) => person.Biographies = entries;

    protected override FieldMetadata? MetadataOf(Biography entry) => entry.Metadata;

    protected override string? Of(Contact contact) => contact.Notes;

    protected override Contact With(Contact contact, string? text) => contact with { Notes = text };

    protected override string? TextOf(Biography entry) => Entries.Text(entry.Value);

    protected override void Write(Biography entry, string text) => (entry.Value, entry.ContentType) = (text, Plain);

    /// <summary>Google takes one; an empty one is made use of.</summary>
    protected override int Place(List<Biography> own) => own.Count > 0 ? 0 : base.Place(own);
}
