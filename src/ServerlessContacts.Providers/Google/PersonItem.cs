using Google.Apis.Json;
using Google.Apis.PeopleService.v1.Data;
using ServerlessContacts.Providers.Google.Mapping;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers.Google;

/// <summary>A person as an item, and back.</summary>
internal static class PersonItem
{
    /// <summary>The entry of a contact's own data that holds the key it was made with.</summary>
    public const string ClientKeyName = "serverless-contacts";

    /// <summary>Everything that can be read: an item keeps what it has no word for. <c>fileAses</c> cannot be asked for.</summary>
    public const string Fields =
        "addresses,ageRanges,biographies,birthdays,calendarUrls,clientData,coverPhotos,emailAddresses,events,externalIds,genders,imClients,interests,locales,"
        + "locations,memberships,metadata,miscKeywords,names,nicknames,occupations,organizations,phoneNumbers,photos,relations,sipAddresses,skills,urls,userDefined";

    /// <summary>The person that a create makes.</summary>
    public static Person New(ProviderWrite.Create write, GroupNames names)
    {
        var person = new Person { ClientData = [new ClientData { Key = ClientKeyName, Value = write.ClientKey }] };
        PersonMapping.Edit(person, write.Wanted);
        LabelMapping.Edit(person, write.Wanted.Labels, names);
        return person;
    }

    public static ProviderItem Of(Person person) => new()
    {
        Id = person.ResourceName ?? "",
        ETag = person.ETag ?? "",
        Updated = ContactSource(person)?.UpdateTimeDateTimeOffset,
        IsDeleted = person.Metadata?.Deleted == true,
        PreviousIds = [.. person.Metadata?.PreviousResourceNames ?? []],
        ClientKey = person.ClientData?.FirstOrDefault(data => data.Key == ClientKeyName && Entries.IsOwn(data.Metadata))?.Value,
        Groups = [.. LabelMapping.GroupsOf(person)],
        PhotoTag = OwnPhoto(person)?.Url,
        Raw = person.Metadata?.Deleted == true ? "" : NewtonsoftJsonSerializer.Instance.Serialize(person),
    };

    public static Person Read(ProviderItem item) =>
        item.Raw.Length == 0 ? new Person() : NewtonsoftJsonSerializer.Instance.Deserialize<Person>(item.Raw);

    public static Source? ContactSource(Person person) => person.Metadata?.Sources?.FirstOrDefault(source => source.Type == Entries.ContactSource);

    /// <summary>The picture that somebody gave the contact: neither that of a profile nor one that Google drew.</summary>
    public static Photo? OwnPhoto(Person person) =>
        person.Photos?.FirstOrDefault(photo => photo.Default__ != true && Entries.IsOwn(photo.Metadata) && !string.IsNullOrEmpty(photo.Url));
}
