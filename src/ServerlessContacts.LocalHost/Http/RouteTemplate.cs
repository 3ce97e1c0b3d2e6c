using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.LocalHost.Functions;

namespace ServerlessContacts.LocalHost.Http;

/// <summary>Where an HTTP function is served. No methods means all.</summary>
internal sealed record RouteTemplate(FunctionDescription Function, RoutePattern Pattern, IReadOnlyList<string> Methods)
{
    public static RouteTemplate Of(FunctionDescription function, HttpTriggerAttribute trigger, string prefix)
    {
        var route = (trigger.Route ?? function.Name).Trim('/');
        try
        {
            var pattern = RoutePatternFactory.Parse(prefix.Length == 0 ? route : $"{prefix}/{route}");
            return new RouteTemplate(function, pattern, [.. (trigger.Methods ?? []).Select(method => method.ToUpperInvariant())]);
        }
        catch (RoutePatternException exception)
        {
            throw new LocalHostSetupException($"The route of function {function.Name} is not valid: {exception.Message}", exception);
        }
    }

    public bool Has(string? parameter) => parameter is not null && Pattern.GetParameter(parameter) is not null;

    public bool SharesMethodWith(RouteTemplate other) =>
        Methods.Count == 0 || other.Methods.Count == 0 || Methods.Intersect(other.Methods, StringComparer.Ordinal).Any();

    public override string ToString() => $"{string.Join('|', Methods)} /{Pattern.RawText} of {Function.Name}";
}
