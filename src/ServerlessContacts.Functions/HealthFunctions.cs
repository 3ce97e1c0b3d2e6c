using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ServerlessContacts.Functions;

/// <summary>What a load balancer or a person asks first.</summary>
public sealed class HealthFunctions
{
    /// <summary>The process answers. Storage is not asked.</summary>
    [Function("GetHealth")]
    public IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request) =>
        Results.Json(new { status = "ok" });
}
