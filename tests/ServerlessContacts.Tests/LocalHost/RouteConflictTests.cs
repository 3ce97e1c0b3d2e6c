using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.LocalHost.Http;

namespace ServerlessContacts.Tests.LocalHost;

public sealed class RouteConflictTests
{
    private readonly RouteConflicts conflicts = new(
        new ServiceCollection().AddLogging().AddRouting().BuildServiceProvider().GetRequiredService<ParameterPolicyFactory>());

    [Theory]
    [InlineData("contacts", "contacts", true)]
    [InlineData("contacts", "Contacts", true)]
    [InlineData("contacts", "groups", false)]
    [InlineData("contacts/{id}", "contacts", false)]
    [InlineData("contacts/{id?}", "contacts", true)]
    [InlineData("contacts/{id}", "contacts/{name}", true)]
    [InlineData("contacts/{id}", "contacts/batch", true)]
    [InlineData("contacts/{id:guid}", "contacts/batch", false)]
    [InlineData("contacts/{id:int}", "contacts/42", true)]
    [InlineData("contacts/{id:int:min(50)}", "contacts/42", false)]
    [InlineData("contacts/{id}/photo", "contacts/batch/photo", true)]
    [InlineData("contacts/{id}/photo", "contacts/{id}/favorite", false)]
    [InlineData("scim/{*rest}", "scim/v2/Users", true)]
    [InlineData("scim/{*rest}", "search", false)]
    [InlineData("{*rest}", "search", true)]
    [InlineData("files/{name}.csv", "files/{id}", true)]
    [InlineData("{a}/{b}/c", "x/{y}/d", false)]
    public void Two_routes_conflict_when_one_path_matches_both(string first, string second, bool conflict)
    {
        Assert.Equal(conflict, conflicts.Among([Route(first, "GET"), Route(second, "GET")]).Any());
        Assert.Equal(conflict, conflicts.Among([Route(second, "GET"), Route(first, "GET")]).Any());
    }

    [Theory]
    [InlineData("GET", "POST", false)]
    [InlineData("GET,POST", "POST,PUT", true)]
    [InlineData("", "GET", true)]
    [InlineData("", "", true)]
    public void Routes_conflict_only_within_a_method(string first, string second, bool conflict) =>
        Assert.Equal(conflict, conflicts.Among([Route("contacts", Methods(first)), Route("contacts", Methods(second))]).Any());

    private static string[] Methods(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static RouteTemplate Route(string pattern, params string[] methods) => new(null!, RoutePatternFactory.Parse(pattern), methods);
}
