using Google.Apis.PeopleService.v1.Data;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Providers.Google.Mapping;

internal sealed class UrlMapping : ListMapping<Url, WebPage>
{
    public override string Field => "urls";

    protected override IList<Url>? Get(Person person) => person.Urls;

    protected override void Set(Person person, IList<Url> entries) => person.Urls = entries;

    protected override FieldMetadata? MetadataOf(Url entry) => entry.Metadata;

    protected override IReadOnlyList<WebPage> Of(Contact contact) => contact.Urls;

    protected override Contact With(Contact contact, IReadOnlyList<WebPage> values) => contact with { Urls = values };

    protected override WebPage? ValueOf(Url entry) => Entries.Text(entry.Value) is { } url ? new WebPage { Url = url, Label = Entries.Text(entry.Type) } : null;

    protected override void Write(Url entry, WebPage value) => (entry.Value, entry.Type, entry.FormattedType) = (value.Url, value.Label, null);

    protected override bool IsSame(WebPage one, WebPage other) => one.Url == other.Url;
}
