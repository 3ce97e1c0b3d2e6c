using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.LocalHost.Functions;

namespace ServerlessContacts.LocalHost.Http;

/// <summary>Serves the HTTP functions as endpoints of ASP.NET Core.</summary>
internal sealed class HttpFunctions(FunctionInvoker invoker, RouteConflicts conflicts, HostSettings settings)
{
    public void Map(IEndpointRouteBuilder endpoints, FunctionCatalog catalog)
    {
        var routes = catalog.StartedBy<HttpTriggerAttribute>()
            .Select(found => RouteTemplate.Of(found.Function, found.Trigger, settings.RoutePrefix))
            .ToList();
        conflicts.Refuse(routes);
        foreach (var route in routes)
        {
            Map(endpoints, route);
        }
    }

    private void Map(IEndpointRouteBuilder endpoints, RouteTemplate route)
    {
        var function = BoundFunction<HttpContext>.Bind(route.Function, parameter => Source(parameter, route));
        if (!function.Result.IsAnswer && !function.Result.IsNothing)
        {
            throw new LocalHostSetupException($"Function {route.Function.Name} must return an IResult, an IActionResult or nothing.");
        }

        var endpoint = endpoints.Map(route.Pattern, context => AnswerAsync(function, context))
            .WithDisplayName(route.ToString())
            .WithMetadata(route.Function);
        if (route.Methods.Count > 0)
        {
            endpoint.WithMetadata(new HttpMethodMetadata(route.Methods));
        }
    }

    private static ArgumentSource<HttpContext>? Source(ParameterInfo parameter, RouteTemplate route)
    {
        if (parameter.ParameterType == typeof(HttpRequest))
        {
            return (context, _) => ValueTask.FromResult<object?>(context.Request);
        }

        return route.Has(parameter.Name) ? RouteArgument.Of(parameter) : null;
    }

    private async Task AnswerAsync(BoundFunction<HttpContext> function, HttpContext context)
    {
        try
        {
            await invoker.InvokeAsync(
                function, context.RequestServices, context, context.RequestAborted, value => ExecuteAsync(value, context));
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read an answer; the invoker has logged what happened.
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            // The invoker has logged it. Once an answer has begun, Kestrel cuts the connection, so that half of it cannot pass for the whole.
            context.Response.Clear();
            await (RefusedRequest.Find(exception) is { } refused
                ? Problem.RefusedAsync(context, refused)
                : Problem.UnexpectedAsync(context));
        }
    }

    private static Task ExecuteAsync(object? value, HttpContext context) => value switch
    {
        IResult result => result.ExecuteAsync(context),
        IActionResult result => result.ExecuteResultAsync(new ActionContext(context, context.GetRouteData(), new ActionDescriptor())),
        _ => Task.CompletedTask,
    };
}
