using System.Net;
using System.Text.Json.Nodes;
using Google.Apis.PeopleService.v1;
using Google.Apis.PeopleService.v1.Data;
using Google.Apis.Services;
using Google.Apis.Util;
using ServerlessContacts.Tests.Providers.Google;

namespace ServerlessContacts.Tests.Simulators.Google;

/// <summary>Google's calls for many contacts: all of them or none.</summary>
public sealed class BatchTests : IAsyncLifetime
{
    private GoogleRig rig = null!;

    public async Task InitializeAsync() => rig = await GoogleRig.StartAsync();

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Fact]
    public async Task The_generated_client_makes_changes_asks_for_and_deletes_many()
    {
        using var service = new PeopleServiceService(new BaseClientService.Initializer { BaseUri = rig.BaseUrl.AbsoluteUri });
        service.HttpClient.DefaultRequestHeaders.Authorization = new("Bearer", rig.Token);
        var made = await service.People.BatchCreateContacts(new BatchCreateContactsRequest
        {
            Contacts = [.. new[] { "A", "B" }.Select(name => new ContactToCreate { ContactPerson = new Person { Names = [new Name { GivenName = name }] } })],
            ReadMask = "names,metadata",
        }).ExecuteAsync();
        var people = made.CreatedPeople.Select(one => one.Person).ToList();
        Assert.Equal(["A", "B"], people.Select(person => person.Names[0].GivenName));

        var changed = await service.People.BatchUpdateContacts(new BatchUpdateContactsRequest
        {
            Contacts = people.ToDictionary(person => person.ResourceName, person => new Person { ETag = person.ETag, Nicknames = [new Nickname { Value = "Nick" }] }),
            UpdateMask = "nicknames",
            ReadMask = "nicknames",
        }).ExecuteAsync();
        Assert.Equal(["Nick", "Nick"], people.Select(person => changed.UpdateResult[person.ResourceName].Person.Nicknames[0].Value));

        var get = service.People.GetBatchGet();
        (get.ResourceNames, get.PersonFields) = (new Repeatable<string>([people[1].ResourceName, "people/none"]), "nicknames");
        var found = (await get.ExecuteAsync()).Responses;
        Assert.Equal(["people/none"], found.Where(one => one.Status.Code == 5).Select(one => one.RequestedResourceName));
        Assert.Equal("Nick", found[0].Person.Nicknames[0].Value);

        await service.People.BatchDeleteContacts(new BatchDeleteContactsRequest { ResourceNames = [.. people.Select(person => person.ResourceName)] }).ExecuteAsync();
        Assert.Empty(rig.Book.People);
        Assert.Empty(rig.Simulator.Violations);
    }

    [Fact]
    public async Task A_batch_with_one_that_is_wrong_makes_nobody_and_says_which_by_its_place()
    {
        rig.Simulator.IsRefused = person => person["nicknames"]?[0]?["value"]?.ToString() == "bad";
        var (code, body) = await rig.SendAsync(HttpMethod.Post, "v1/people:batchCreateContacts", """
            {"readMask":"names","contacts":[{"contactPerson":{"nicknames":[{"value":"good"}]}},{"contactPerson":{"nicknames":[{"value":"bad"}]}}]}
            """);
        Assert.Equal(400, code);
        Assert.Empty(rig.Book.People);
        var detail = body["error"]!["details"]![0]!;
        Assert.Equal("type.googleapis.com/google.people.v1.BatchCreateContactsErrorDetails", detail["@type"]!.ToString());
        Assert.Equal("""{"1":{"code":3,"message":"Request contains an invalid argument."}}""", detail["contactErrors"]!.ToJsonString());
    }

    [Fact]
    public async Task A_batch_with_an_old_etag_and_a_missing_person_changes_nobody_and_names_both()
    {
        var (one, other) = (Add("A"), Add("B"));
        var (code, body) = await rig.SendAsync(HttpMethod.Post, "v1/people:batchUpdateContacts", $$$"""
            {"readMask":"names","updateMask":"nicknames","contacts":{
              "{{{one}}}":{"etag":"{{{rig.Book.Find(one)!["etag"]}}}","nicknames":[{"value":"new"}]},
              "{{{other}}}":{"etag":"old","nicknames":[{"value":"new"}]},"people/none":{"etag":"any"} } }
            """);
        Assert.Equal(400, code);
        Assert.Equal("A", rig.Book.Find(one)!["nicknames"]![0]!["value"]!.ToString());
        var errors = body["error"]!["details"]![0]!["contactErrors"]!.AsObject();
        Assert.Equal([(other, 9), ("people/none", 5)], errors.Select(error => (error.Key, error.Value!["code"]!.GetValue<int>())));
    }

    [Fact]
    public async Task A_deletion_of_many_with_one_that_is_gone_deletes_nobody_and_names_nobody()
    {
        var (code, body) = await rig.SendAsync(HttpMethod.Post, "v1/people:batchDeleteContacts", $$$"""{"resourceNames":["{{{Add("A")}}}","people/none"]}""");
        Assert.Equal(404, code);
        Assert.Null(body["error"]!["details"]);
        Assert.Single(rig.Book.People);
    }

    [Theory]
    [InlineData("batchCreateContacts", """{"readMask":"names","contacts":[@]}""", """{"contactPerson":{}}""", 200)]
    [InlineData("batchDeleteContacts", """{"resourceNames":[@]}""", "\"people/none\"", 500)]
    public async Task More_than_a_batch_holds_is_refused(string call, string body, string one, int most)
    {
        var (code, _) = await rig.SendAsync(HttpMethod.Post, $"v1/people:{call}", body.Replace("@", string.Join(',', Enumerable.Repeat(one, most + 1)), StringComparison.Ordinal));
        Assert.Equal((int)HttpStatusCode.BadRequest, code);
        Assert.Equal(1, rig.Simulator.Violations["batch-size"]);
    }

    private string Add(string nickname) =>
        rig.Book.Add(new JsonObject { ["nicknames"] = new JsonArray(new JsonObject { ["value"] = nickname }) });
}
