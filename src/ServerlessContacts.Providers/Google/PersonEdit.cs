using Google.Apis.PeopleService.v1.Data;
using ServerlessContacts.Providers.Google.Mapping;
using ServerlessContacts.Sync.Providers;

namespace ServerlessContacts.Providers.Google;

/// <summary>A person as it is to be, and the fields in which it is not so yet.</summary>
internal sealed record PersonEdit(string Id, string ETag, Person Person, IReadOnlyList<string> Fields)
{
    public static PersonEdit Of(ProviderWrite.Update write, GroupNames names)
    {
        var person = PersonItem.Read(write.Current);
        List<string> changed = [.. PersonMapping.Edit(person, write.Wanted)];
        if (LabelMapping.Edit(person, write.Wanted.Labels, names))
        {
            changed.Add(LabelMapping.Field);
        }

        return new PersonEdit(write.Current.Id, write.Current.ETag, person, changed);
    }

    /// <summary>What is sent of it: these fields, and the etag of what was read.</summary>
    public Person Body(IReadOnlyCollection<string> fields)
    {
        var body = PersonMapping.Excerpt(Person, fields);
        body.ETag = ETag;
        return body;
    }
}
