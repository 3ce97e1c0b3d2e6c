using System.Net;
using ServerlessContacts.Access;

namespace ServerlessContacts.EndToEnd.Api;

public sealed class CatalogTests(ApiFixture fixture) : ApiTest(fixture)
{
    /// <summary>What a plain member lacks, by route.</summary>
    public static TheoryData<string, string> OfAdministrators => new()
    {
        { "GET", "keys" },
        { "POST", "keys" },
        { "POST", "keys/x/rotate" },
        { "DELETE", "keys/x" },
        { "PATCH", "tenant" },
        { "GET", "erasures" },
        { "POST", "erasures" },
        { "GET", "erasures/x" },
    };

    /// <summary>What an application with a token of its own lacks: a member's own things.</summary>
    public static TheoryData<string, string> OfMembers => new()
    {
        { "PUT", "contacts/x/favorite" },
        { "DELETE", "contacts/x/favorite" },
    };

    [Fact]
    public async Task Without_credentials_every_route_but_the_open_ones_answers_401()
    {
        foreach (var (method, path) in HttpRoutes.All)
        {
            var answer = await Host.Anonymous().SendAsync(method, path["api/".Length..]);
            if (HttpRoutes.IsAnonymous(path))
            {
                Assert.False(answer.Status == HttpStatusCode.Unauthorized, answer.ToString());
                continue;
            }

            Assert.Equal("credentials-missing", answer.Problem(401, "unauthenticated").Text("code"));
            Assert.Equal("Bearer", answer.Headers["WWW-Authenticate"]);
        }

        Assert.InRange(HttpRoutes.All.Count, 20, 1000);
    }

    [Fact]
    public async Task Without_a_permission_every_route_but_the_open_ones_answers_403()
    {
        // A scope that opens no route so far, so that whichever permission a route asks for is lacking.
        var application = await Tenant.WithNewKeyAsync(Permission.AuditRead);
        foreach (var (method, path) in HttpRoutes.All.Where(route => !HttpRoutes.IsAnonymous(route.Path)))
        {
            (await application.SendAsync(method, path["api/".Length..])).Problem(403, "permission-missing");
        }
    }

    [Theory]
    [MemberData(nameof(OfAdministrators))]
    public async Task Members_and_managers_lack_what_is_the_administrators(string method, string path)
    {
        foreach (var caller in new[] { Tenant.Anna, Tenant.Manager })
        {
            (await caller.SendAsync(HttpMethod.Parse(method), path)).Problem(403, "permission-missing");
        }
    }

    [Theory]
    [InlineData("imports")]
    [InlineData("imports/uploads")]
    public async Task A_member_imports_into_their_own_contacts_only(string path)
    {
        Assert.Equal(Permission.ImportsShared, (await Tenant.Anna.PostAsync(path)).Problem(403, "permission-missing").Text("permission"));
        Assert.Equal(Permission.ContactsAdmin, (await Tenant.Anna.PostAsync($"{path}?scope=personal&owner=ben")).Problem(403, "permission-missing").Text("permission"));
    }

    [Theory]
    [MemberData(nameof(OfMembers))]
    [MemberData(nameof(OfAdministrators))]
    public async Task Applications_lack_what_is_a_persons(string method, string path) =>
        (await Tenant.As("robot", BuiltInRole.Application).SendAsync(HttpMethod.Parse(method), path)).Problem(403, "permission-missing");
}
