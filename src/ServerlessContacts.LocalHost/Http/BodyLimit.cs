using Microsoft.AspNetCore.Http.Features;
using ServerlessContacts.Functions.Http;

namespace ServerlessContacts.LocalHost.Http;

/// <summary>
/// The Functions host takes no HTTP body over 100 MB ("HTTP trigger limits" of its documentation). A declared length is refused before the
/// function runs; a chunked body is cut off where it exceeds the limit.
/// </summary>
internal static class BodyLimit
{
    public const long Bytes = 104_857_600;

    public static Task ApplyAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.ContentLength > Bytes)
        {
            return Problem.BodyTooLargeAsync(context);
        }

        if (context.Request.ContentLength is null)
        {
            Count(context);
        }

        return next(context);
    }

    /// <summary>Kestrel would count the frames of the chunks, too, and so refuse bodies below the limit.</summary>
    private static void Count(HttpContext context)
    {
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        context.Request.Body = new LimitedBody(context.Request.Body, Bytes);
    }
}
