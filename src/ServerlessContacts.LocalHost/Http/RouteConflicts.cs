using Microsoft.AspNetCore.Routing.Patterns;

namespace ServerlessContacts.LocalHost.Http;

/// <summary>
/// Finds routes that match a common path. ASP.NET Core prefers the more specific one, but the Functions host orders routes by the names
/// of their functions, so such a pair may work here and not there.
/// </summary>
internal sealed class RouteConflicts(ParameterPolicyFactory policies)
{
    public IEnumerable<(RouteTemplate First, RouteTemplate Second)> Among(IReadOnlyList<RouteTemplate> routes) =>
        from first in Enumerable.Range(0, routes.Count)
        from second in Enumerable.Range(first + 1, routes.Count - first - 1)
        where routes[first].SharesMethodWith(routes[second]) && Overlap(routes[first].Pattern, 0, routes[second].Pattern, 0)
        select (routes[first], routes[second]);

    public void Refuse(IReadOnlyList<RouteTemplate> routes)
    {
        foreach (var (first, second) in Among(routes))
        {
            throw new LocalHostSetupException(
                $"Two routes match the same path, and the Functions host would choose by name: {first}, {second}.");
        }
    }

    private bool Overlap(RoutePattern first, int i, RoutePattern second, int j)
    {
        if (IsAtCatchAll(first, i) || IsAtCatchAll(second, j))
        {
            return true;
        }

        if (i == first.PathSegments.Count || j == second.PathSegments.Count)
        {
            return CanEnd(first, i) && CanEnd(second, j);
        }

        return (CanEnd(first, i) && CanEnd(second, j))
            || (Overlap(first, first.PathSegments[i], second, second.PathSegments[j]) && Overlap(first, i + 1, second, j + 1));
    }

    private bool Overlap(RoutePattern first, RoutePatternPathSegment a, RoutePattern second, RoutePatternPathSegment b) =>
        (Literal(a), Literal(b)) switch
        {
            ({ } x, { } y) => string.Equals(x, y, StringComparison.OrdinalIgnoreCase),
            ({ } x, null) => Takes(second, b, x),
            (null, { } y) => Takes(first, a, y),
            _ => true,
        };

    private bool Takes(RoutePattern pattern, RoutePatternPathSegment segment, string literal)
    {
        if (segment.Parts is not [RoutePatternParameterPart parameter])
        {
            return true;
        }

        var values = new RouteValueDictionary { [parameter.Name] = literal };
        return parameter.ParameterPolicies
            .Select(reference => policies.Create(pattern.GetParameter(parameter.Name), reference))
            .OfType<IRouteConstraint>()
            .All(constraint => constraint.Match(httpContext: null, route: null, parameter.Name, values, RouteDirection.IncomingRequest));
    }

    private static string? Literal(RoutePatternPathSegment segment) =>
        segment.Parts is [RoutePatternLiteralPart literal] ? literal.Content : null;

    private static bool IsAtCatchAll(RoutePattern pattern, int at) =>
        at < pattern.PathSegments.Count && pattern.PathSegments[at].Parts is [RoutePatternParameterPart { IsCatchAll: true }];

    private static bool CanEnd(RoutePattern pattern, int at) => pattern.PathSegments.Skip(at).All(segment =>
        segment.Parts is [RoutePatternParameterPart part] && (part.IsOptional || part.IsCatchAll || part.Default is not null));
}
