using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
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
        .. FunctionCatalog.Find(Types).StartedBy<HttpTriggerAttribute>().Select(found => RouteTemplate.Of(found.Function, found.Trigger, "api")),
    ];

    /// <summary>The classes that hold functions.</summary>
    private static IEnumerable<Type> Classes =>
        Types.Where(type => Array.Exists(type.GetMethods(), method => method.IsDefined(typeof(FunctionAttribute), inherit: false)));

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

    [Fact]
    public void Every_function_class_gets_what_it_asks_for()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("Storage", (string?)"UseDevelopmentStorage=true")])
            .Build();
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddFunctionServices(configuration);
        foreach (var type in Classes)
        {
            services.AddScoped(type);
        }

        using var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        using var scope = provider.CreateScope();
        Assert.All(Classes, type => Assert.NotNull(scope.ServiceProvider.GetRequiredService(type)));
        Assert.NotEmpty(Classes);
    }
}
