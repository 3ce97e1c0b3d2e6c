using ServerlessContacts.LocalHost.Functions;

namespace ServerlessContacts.LocalHost.Http;

/// <summary>Outermost in the pipeline: answers for what no function answered, as the Functions host does, and for exceptions of what lies around the functions.</summary>
internal sealed partial class HostAnswers(RequestDelegate next, ILogger<HostAnswers> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException refused) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            await Problem.RefusedAsync(context, refused);
        }
        catch (Exception exception) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            Log.Failed(logger, exception);
            context.Response.Clear();
            await Problem.UnexpectedAsync(context);
        }

        if (IsOfHost(context) && context.Response.StatusCode == StatusCodes.Status405MethodNotAllowed)
        {
            // The Functions host looks for a function by route and method together, and answers 404 with nothing in it.
            context.Response.Headers.Allow = default;
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    /// <summary>A function's own 404 is left as it is, with or without a body.</summary>
    private static bool IsOfHost(HttpContext context) =>
        !context.Response.HasStarted
        && context.Response.ContentType is null
        && context.GetEndpoint()?.Metadata.GetMetadata<FunctionDescription>() is null;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A request failed outside of its function")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
