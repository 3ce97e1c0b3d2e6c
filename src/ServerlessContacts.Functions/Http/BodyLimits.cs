using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace ServerlessContacts.Functions.Http;

/// <summary>How long a body may be. Files over it are stored at an upload address.</summary>
public static class BodyLimits
{
    /// <summary>What the Functions host takes unless <c>FUNCTIONS_REQUEST_BODY_SIZE_LIMIT</c> says more ("HTTP trigger limits" of its documentation).</summary>
    public const long Bytes = 104_857_600;

    /// <summary>
    /// Lets the worker's own server, which takes 30,000,000 bytes by default, take as much as this. The host's setting is above it, so that what is too long reaches the worker and is answered
    /// with a problem document.
    /// </summary>
    public static IServiceCollection AddBodyLimit(this IServiceCollection services) =>
        services.Configure<KestrelServerOptions>(server => server.Limits.MaxRequestBodySize = Bytes);
}
