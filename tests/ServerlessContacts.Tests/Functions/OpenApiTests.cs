using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using ServerlessContacts.Functions.Service;
using ServerlessContacts.LocalHost;

namespace ServerlessContacts.Tests.Functions;

/// <summary>The document against the code: routes, references, parameters and examples.</summary>
public partial class OpenApiTests
{
    private static readonly ApiDocument Document = new();

    [Fact]
    public void It_is_OpenAPI_3_1() => Assert.Equal("3.1.0", (string?)Document.Root["openapi"]);

    /// <summary>What is served beside the interface is a page for people.</summary>
    private static readonly string[] Pages = ["GET /{ignored:maxlength(0)?}: getHome", "HEAD /{ignored:maxlength(0)?}: headHome"];

    [Fact]
    public void Its_operations_are_the_HTTP_functions()
    {
        var configuration = new ConfigurationBuilder().Build();
        var prefix = HostSettings.Read(HostSettings.HostJson(Path.Combine(AppContext.BaseDirectory, "host.json"), configuration), configuration).RoutePrefix;
        var served =
            from method in typeof(SystemFunctions).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            let name = method.GetCustomAttribute<FunctionAttribute>()?.Name
            let trigger = method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(found => found is not null)
            where name is not null && trigger is not null
            from verb in trigger.Methods ?? []
            select $"{verb.ToUpperInvariant()} /{trigger.Route}: {char.ToLowerInvariant(name[0])}{name[1..]}";

        Assert.Equal("", prefix);
        Assert.Equal(
            served.Order(StringComparer.Ordinal),
            Document.Operations.Select(operation => $"{operation}: {operation.Id}").Concat(Pages).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_reference_has_a_target_and_every_component_a_reference()
    {
        var references = Everything(Document.Root).Select(node => (string?)node["$ref"]).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var components =
            from kind in Document.Root["components"]!.AsObject()
            where kind.Key != "securitySchemes"
            from component in kind.Value!.AsObject()
            select $"#/components/{kind.Key}/{component.Key}";

        Assert.All(references, reference => Document.Schema.Target(reference));
        Assert.Equal(components.Order(StringComparer.Ordinal), references.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_part_of_a_path_is_a_required_parameter() => Assert.All(Document.Operations, operation => Assert.Equal(
        Placeholder.Matches(operation.Path).Select(match => match.Groups["name"].Value),
        operation.Parameters.Where(parameter => (string?)parameter["in"] == "path" && (bool)parameter["required"]!).Select(parameter => (string)parameter["name"]!)));

    [Fact]
    public void No_operation_names_a_parameter_twice() => Assert.All(Document.Operations, operation =>
        Assert.Distinct(operation.Parameters.Select(parameter => $"{parameter["in"]} {parameter["name"]}")));

    [Fact]
    public void Every_operation_that_needs_credentials_says_how_it_refuses() =>
        Assert.All(Document.Operations, operation => Assert.Equal(!operation.IsAnonymous, operation.Responses.ContainsKey("401")));

    [Fact]
    public void Every_operation_that_needs_a_version_says_so() => Assert.All(Document.Operations, operation => Assert.Equal(
        operation.Parameters.Any(parameter => (string?)parameter["name"] == "If-Match"),
        operation.Responses.ContainsKey("428") && operation.Responses.ContainsKey("412")));

    [Fact]
    public void Errors_are_problem_details() =>
        Assert.All(Document.Operations.SelectMany(operation => operation.Responses.Where(response => response.Key[0] >= '4').Select(response => response.Value!.AsObject())), response =>
        {
            var content = Assert.Single(Document.Schema.Resolve(response)["content"]!.AsObject());
            Assert.Equal("application/problem+json", content.Key);
            Assert.Equal("#/components/schemas/Problem", (string?)content.Value!["schema"]!["$ref"]);
        });

    /// <summary>A comma in an unquoted description makes one.</summary>
    [Fact]
    public void Schemas_have_no_keyword_that_is_not_checked()
    {
        var named = Everything(Document.Root["components"]!["schemas"]).Where(node => node["properties"] is JsonObject).SelectMany(node => node["properties"]!.AsObject());

        Assert.All(Document.Root["components"]!["schemas"]!.AsObject().Concat(named), schema => Document.Schema.Violations(schema.Value!, null));
    }

    [Fact]
    public void Examples_are_valid()
    {
        var examples =
            from holder in Everything(Document.Root)
            where holder["schema"] is JsonObject
            from example in holder["examples"]?.AsObject().Select(named => named.Value!["value"]) ?? [holder["example"]]
            where example is not null
            select (Schema: holder["schema"]!, Value: example);

        Assert.Empty(examples.SelectMany(example => Document.Schema.Violations(example.Schema, example.Value)));
        Assert.NotEmpty(examples);
    }

    private static IEnumerable<JsonObject> Everything(JsonNode? node) => node switch
    {
        JsonObject map => [map, .. map.SelectMany(property => Everything(property.Value))],
        JsonArray list => list.SelectMany(Everything),
        _ => [],
    };

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder { get; }
}
