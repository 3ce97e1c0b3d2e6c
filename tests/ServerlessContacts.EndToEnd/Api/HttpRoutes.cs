using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Functions;
using ServerlessContacts.LocalHost.Functions;
using ServerlessContacts.LocalHost.Http;

namespace ServerlessContacts.EndToEnd.Api;

/// <summary>Every route of the interface, found as the host finds them.</summary>
internal static class HttpRoutes
{
    /// <summary>What anybody may call: the routes named in the contract, and whatever lies below the providers' notification endpoints.</summary>
    private static readonly string[] Anonymous = ["api/health", "api/health/ready", "api/openapi.yaml", "api/oauth/callback", "api/webhooks/"];

    public static IReadOnlyList<(HttpMethod Method, string Path)> All { get; } =
    [
        .. from found in FunctionCatalog.Find(typeof(FunctionRegistration).Assembly.GetTypes()).StartedBy<HttpTriggerAttribute>()
           let route = RouteTemplate.Of(found.Function, found.Trigger, prefix: "")
           where route.Pattern.RawText!.StartsWith("api/", StringComparison.Ordinal)
           from method in route.Methods
           select (HttpMethod.Parse(method), Filled(route.Pattern)),
    ];

    public static bool IsAnonymous(string path) =>
        Array.Exists(Anonymous, open => open.EndsWith('/') ? path.StartsWith(open, StringComparison.Ordinal) : path == open);

    /// <summary>A path that the pattern matches.</summary>
    private static string Filled(RoutePattern pattern) => string.Join('/', pattern.PathSegments.Select(segment =>
        string.Concat(segment.Parts.Select(part => part is RoutePatternLiteralPart literal ? literal.Content : "x"))));
}
