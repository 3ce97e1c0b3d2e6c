using System.Globalization;
using System.Reflection;
using ServerlessContacts.LocalHost.Functions;

namespace ServerlessContacts.LocalHost.Http;

/// <summary>Binds a method parameter to the part of the path with the same name.</summary>
internal static class RouteArgument
{
    public static ArgumentSource<HttpContext>? Of(ParameterInfo parameter)
    {
        var name = parameter.Name!;
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return Parser(type) is not { } parse
            ? null
            : (context, _) => ValueTask.FromResult(context.Request.RouteValues[name] is string text ? Parse(parse, name, text) : null);
    }

    private static Func<string, object?>? Parser(Type type)
    {
        var invariant = CultureInfo.InvariantCulture;
        return type switch
        {
            _ when type == typeof(string) => text => text,
            _ when type == typeof(int) => text => int.TryParse(text, NumberStyles.Integer, invariant, out var value) ? value : null,
            _ when type == typeof(long) => text => long.TryParse(text, NumberStyles.Integer, invariant, out var value) ? value : null,
            _ when type == typeof(Guid) => text => Guid.TryParse(text, out var value) ? value : null,
            _ => null,
        };
    }

    private static object Parse(Func<string, object?> parse, string name, string text) =>
        parse(text) ?? throw new BadHttpRequestException($"The part '{name}' of the path is not valid.");
}
