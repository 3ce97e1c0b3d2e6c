using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using ServerlessContacts.Functions;
using ServerlessContacts.LocalHost.Functions;
using ServerlessContacts.LocalHost.Http;

namespace ServerlessContacts.Tests.Functions;

public sealed class RoutesTests
{
    private static readonly Type[] Types = typeof(FunctionRegistration).Assembly.GetTypes();

    private static readonly IReadOnlyList<RouteTemplate> Routes =
    [
        .. FunctionCatalog.Find(Types).StartedBy<HttpTriggerAttribute>()
            .Select(found => RouteTemplate.Of(found.Function, found.Trigger, prefix: "")),
    ];

    [Fact]
    public void No_path_of_a_method_is_matched_by_two_routes()
    {
        using var services = new ServiceCollection().AddLogging().AddRouting().BuildServiceProvider();
        var conflicts = new RouteConflicts(services.GetRequiredService<ParameterPolicyFactory>());
        Assert.Empty(conflicts.Among(Routes).Select(pair => $"{pair.First} and {pair.Second}"));
        Assert.NotEmpty(Routes);
    }

    [Fact]
    public void Every_route_names_its_one_method() => Assert.All(Routes, route => Assert.Single(route.Methods));
}
