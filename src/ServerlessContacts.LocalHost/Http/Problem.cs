namespace ServerlessContacts.LocalHost.Http;

/// <summary>The answers of the host itself, as <c>application/problem+json</c>.</summary>
internal static class Problem
{
    /// <summary>Says nothing about the cause: it may hold data of others, and it is in the log.</summary>
    public static Task UnexpectedAsync(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status500InternalServerError, "unexpected", "Something went wrong here.");

    public static Task BodyTooLargeAsync(HttpContext context)
    {
        // The rest of the body is not read, so the connection cannot serve another request.
        context.Response.Headers.Connection = "close";
        return WriteAsync(
            context, StatusCodes.Status413PayloadTooLarge, "body-too-large", $"A body may have at most {BodyLimit.Bytes} bytes.");
    }

    public static Task RefusedAsync(HttpContext context, BadHttpRequestException refused) =>
        refused.StatusCode == StatusCodes.Status413PayloadTooLarge
            ? BodyTooLargeAsync(context)
            : WriteAsync(context, refused.StatusCode, "bad-request", refused.Message);

    private static Task WriteAsync(HttpContext context, int status, string type, string title) =>
        TypedResults.Problem(statusCode: status, type: type, title: title).ExecuteAsync(context);
}
