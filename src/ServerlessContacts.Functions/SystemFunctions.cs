using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.Functions.Http;

namespace ServerlessContacts.Functions;

/// <summary>What anybody may ask: whether the service answers, and what it can be asked.</summary>
public sealed class SystemFunctions
{
    /// <summary>The process answers. Storage is not asked.</summary>
    [Function("GetHealth")]
    public IResult Health([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request) =>
        Results.Json(new { status = "ok" });

    [Function("GetOpenApi")]
    public IResult OpenApi([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.yaml")] HttpRequest request) =>
        Results.Bytes(OpenApiDocument.Bytes, OpenApiDocument.MediaType, entityTag: OpenApiDocument.Tag);
}
