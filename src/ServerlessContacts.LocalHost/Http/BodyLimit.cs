namespace ServerlessContacts.LocalHost.Http;

/// <summary>
/// The Functions host takes no HTTP body over 100 MB ("HTTP trigger limits" of its documentation). A declared length is refused before the
/// function runs; a chunked body is cut off by Kestrel where it exceeds the limit.
/// </summary>
internal static class BodyLimit
{
    public const long Bytes = 104_857_600;

    public static Task RefuseDeclaredAsync(HttpContext context, RequestDelegate next) =>
        context.Request.ContentLength > Bytes ? RefuseAsync(context) : next(context);

    private static Task RefuseAsync(HttpContext context)
    {
        // The rest of the body is not read, so the connection cannot serve another request.
        context.Response.Headers.Connection = "close";
        return Problem.BodyTooLargeAsync(context);
    }
}
