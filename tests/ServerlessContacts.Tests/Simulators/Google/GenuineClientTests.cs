using System.Net;
using Google;
using Google.Apis.PeopleService.v1;
using Google.Apis.PeopleService.v1.Data;
using Google.Apis.Services;
using ServerlessContacts.Tests.Providers.Google;

namespace ServerlessContacts.Tests.Simulators.Google;

/// <summary>Google's generated client, as anybody would use it.</summary>
public sealed class GenuineClientTests
{
    [Fact]
    public async Task The_generated_client_lists_creates_updates_and_deletes()
    {
        await using var rig = await GoogleRig.StartAsync();
        using var service = new PeopleServiceService(new BaseClientService.Initializer { BaseUri = rig.BaseUrl.AbsoluteUri });
        service.HttpClient.DefaultRequestHeaders.Authorization = new("Bearer", rig.Token);
        var created = await service.People.CreateContact(new Person { Names = [new Name { GivenName = "Aiko" }] }).ExecuteAsync();
        var list = service.People.Connections.List("people/me");
        (list.PersonFields, list.PageSize, list.RequestSyncToken) = ("names,metadata", 10, true);
        var listed = await list.ExecuteAsync();
        Assert.Equal(created.ResourceName, Assert.Single(listed.Connections).ResourceName);
        Assert.Equal((1, true), (listed.TotalItems, listed.NextSyncToken is not null));
        Assert.Equal(rig.Time.GetUtcNow(), listed.Connections[0].Metadata.Sources[0].UpdateTimeDateTimeOffset);
        var updated = await UpdateAsync(service, created, created.ETag);
        Assert.Equal("Ai", updated.Nicknames[0].Value);
        var stale = await Assert.ThrowsAsync<GoogleApiException>(() => UpdateAsync(service, created, created.ETag));
        Assert.Equal(HttpStatusCode.BadRequest, stale.HttpStatusCode);
        await service.People.DeleteContact(created.ResourceName).ExecuteAsync();
        Assert.Empty(rig.Book.People);
        Assert.Empty(rig.Simulator.Violations);
    }

    [Fact]
    public async Task A_listing_with_too_long_an_address_is_sent_as_a_form()
    {
        await using var rig = await GoogleRig.StartAsync();
        rig.Book.Add(GoogleRig.Json("{}"));
        using var service = new PeopleServiceService(new BaseClientService.Initializer { BaseUri = rig.BaseUrl.AbsoluteUri, MaxUrlLength = 64 });
        service.HttpClient.DefaultRequestHeaders.Authorization = new("Bearer", rig.Token);
        var list = service.People.Connections.List("people/me");
        list.PersonFields = "names,emailAddresses,phoneNumbers,metadata";
        Assert.Single((await list.ExecuteAsync()).Connections);
    }

    [Fact]
    public async Task The_generated_client_keeps_every_field_of_a_person()
    {
        await using var rig = await GoogleRig.StartAsync();
        using var service = new PeopleServiceService(new BaseClientService.Initializer { BaseUri = rig.BaseUrl.AbsoluteUri });
        var json = AllFields();
        var person = (Person)service.Serializer.Deserialize(json, typeof(Person));
        Assert.True(System.Text.Json.Nodes.JsonNode.DeepEquals(
            System.Text.Json.Nodes.JsonNode.Parse(json), System.Text.Json.Nodes.JsonNode.Parse(service.Serializer.Serialize(person))));
    }

    private static async Task<Person> UpdateAsync(PeopleServiceService service, Person person, string etag)
    {
        var request = service.People.UpdateContact(new Person { ETag = etag, Nicknames = [new Nickname { Value = "Ai" }] }, person.ResourceName);
        request.UpdatePersonFields = "nicknames";
        return await request.ExecuteAsync();
    }

    /// <summary>Every field of the documented resource with every property it has.</summary>
    private static string AllFields() => """
        {"addresses":[{"city":"a","country":"b","countryCode":"c","extendedAddress":"d","formattedType":"e","formattedValue":"f","poBox":"g","postalCode":"h","region":"i","streetAddress":"j","type":"k","metadata":{"primary":true,"sourcePrimary":true,"verified":false,"source":{"type":"CONTACT","id":"1","etag":"e","updateTime":"2026-11-20T09:31:07.123456Z","profileMetadata":{"objectType":"PERSON","userTypes":["GOOGLE_USER"]}}}}],
        "ageRange":"TWENTY_ONE_OR_OLDER","ageRanges":[{"ageRange":"TWENTY_ONE_OR_OLDER"}],"biographies":[{"contentType":"TEXT_HTML","value":"v"}],"birthdays":[{"date":{"day":1,"month":2,"year":3},"text":"t"}],
        "braggingRights":[{"value":"v"}],"calendarUrls":[{"formattedType":"f","type":"t","url":"u"}],"clientData":[{"key":"k","value":"v"}],"coverPhotos":[{"default":true,"url":"u"}],
        "emailAddresses":[{"displayName":"d","formattedType":"f","type":"t","value":"v"}],"etag":"e","events":[{"date":{"day":1,"month":2},"formattedType":"f","type":"t"}],
        "externalIds":[{"formattedType":"f","type":"t","value":"v"}],"fileAses":[{"value":"v"}],"genders":[{"addressMeAs":"a","formattedValue":"f","value":"v"}],
        "imClients":[{"formattedProtocol":"p","formattedType":"f","protocol":"p","type":"t","username":"u"}],"interests":[{"value":"v"}],"locales":[{"value":"v"}],
        "locations":[{"buildingId":"b","current":true,"deskCode":"d","floor":"f","floorSection":"s","type":"t","value":"v"}],
        "memberships":[{"contactGroupMembership":{"contactGroupId":"g","contactGroupResourceName":"r"}},{"domainMembership":{"inViewerDomain":true}}],
        "metadata":{"deleted":false,"linkedPeopleResourceNames":["l"],"objectType":"PERSON","previousResourceNames":["p"],"sources":[{"type":"CONTACT"}]},
        "miscKeywords":[{"formattedType":"f","type":"t","value":"v"}],
        "names":[{"displayName":"a","displayNameLastFirst":"b","familyName":"c","givenName":"d","honorificPrefix":"e","honorificSuffix":"f","middleName":"g","phoneticFamilyName":"h","phoneticFullName":"i","phoneticGivenName":"j","phoneticHonorificPrefix":"k","phoneticHonorificSuffix":"l","phoneticMiddleName":"m","unstructuredName":"n"}],
        "nicknames":[{"type":"t","value":"v"}],"occupations":[{"value":"v"}],
        "organizations":[{"costCenter":"a","current":true,"department":"b","domain":"c","endDate":{"year":1},"formattedType":"d","fullTimeEquivalentMillipercent":100000,"jobDescription":"e","location":"f","name":"g","phoneticName":"h","startDate":{"year":1},"symbol":"i","title":"j","type":"k"}],
        "phoneNumbers":[{"canonicalForm":"c","formattedType":"f","type":"t","value":"v"}],"photos":[{"default":false,"url":"u"}],"relations":[{"formattedType":"f","person":"p","type":"t"}],
        "relationshipInterests":[{"formattedValue":"f","value":"v"}],"relationshipStatuses":[{"formattedValue":"f","value":"v"}],"residences":[{"current":true,"value":"v"}],
        "resourceName":"people/c1","sipAddresses":[{"formattedType":"f","type":"t","value":"v"}],"skills":[{"value":"v"}],"taglines":[{"value":"v"}],
        "urls":[{"formattedType":"f","type":"t","value":"v"}],"userDefined":[{"key":"k","value":"v"}]}
        """;
}
