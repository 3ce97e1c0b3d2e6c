using Google.Apis.PeopleService.v1.Data;
using ServerlessContacts.Contacts;

namespace ServerlessContacts.Providers.Google.Mapping;

/// <summary>A field with its entries, of which only the contact's own count.</summary>
internal abstract class FieldMapping<TEntry> : IFieldMapping
    where TEntry : class, new()
{
    public abstract string Field { get; }

    public abstract Contact View(Person person, Contact contact);

    public abstract bool Edit(Person person, Contact wanted);

    public void Copy(Person from, Person to) => Set(to, Own(from));

    protected abstract IList<TEntry>? Get(Person person);

    protected abstract void Set(Person person, IList<TEntry> entries);

    protected abstract FieldMetadata? MetadataOf(TEntry entry);

    protected List<TEntry> Own(Person person) => [.. (Get(person) ?? []).Where(entry => Entries.IsOwn(MetadataOf(entry)))];
}
