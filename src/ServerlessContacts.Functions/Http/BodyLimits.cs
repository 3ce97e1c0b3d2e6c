using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace ServerlessContacts.Functions.Http;

/// <summary>How long a body may be. Files over it are stored at an upload address.</summary>
public static class BodyLimits
{
    /// <summary>What the Functions host takes unless <c>FUNCTIONS_REQUEST_BODY_SIZE_LIMIT</c> says more ("HTTP trigger limits" of its documentation).</summary>
    public const long Bytes = 104_857_600;

    /// <summary>
    /// Leaves the limit to <see cref="Limit"/>. The worker's own server takes 30,000,000 bytes by default, and closes the connection on a
    /// longer body. The host's setting bounds what reaches the worker.
    /// </summary>
    public static IServiceCollection AddBodyLimit(this IServiceCollection services) =>
        services.Configure<KestrelServerOptions>(server => server.Limits.MaxRequestBodySize = null);

    /// <summary>From now on reading a byte too many throws, as the server would throw.</summary>
    internal static void Limit(HttpRequest request) => request.Body = new LimitedBody(request.Body, Bytes);

    /// <summary>
    /// Reads what is left of a body. The Functions host reads no answer before it has sent the whole request, and answers 502 itself when
    /// the worker's server closes the connection before.
    /// </summary>
    /// <param name="request">The request. One that waits to be asked for its body sends none.</param>
    /// <param name="body">Its body, without our limit.</param>
    internal static async Task ReadRestAsync(HttpRequest request, Stream body)
    {
        if (request.Headers.Expect.Count > 0)
        {
            return;
        }

        try
        {
            await body.CopyToAsync(Stream.Null, request.HttpContext.RequestAborted);
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException)
        {
            // The caller has gone, or sends what is no body: nothing more comes.
        }
    }
}
