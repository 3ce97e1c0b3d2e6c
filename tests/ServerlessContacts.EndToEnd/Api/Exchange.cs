using ServerlessContacts.Tests.Functions;

namespace ServerlessContacts.EndToEnd.Api;

/// <summary>A call and the status that it must be answered with.</summary>
internal sealed record Exchange(int Status, Func<Scene, ApiOperation, Task<ApiAnswer>> SendAsync)
{
    /// <summary>One byte more than the operation with the highest limit takes.</summary>
    private static readonly byte[] TooMuch = new byte[(16 * 1024 * 1024) + 1];

    /// <summary>As the administrator, who may do everything.</summary>
    public static Exchange Of(int status, ApiCall call) => new(status, (scene, operation) => scene.CallAsync(operation, scene.Administrator, call));

    public static Exchange Of(int status, Func<Scene, Task<ApiCall>> prepare) =>
        new(status, async (scene, operation) => await scene.CallAsync(operation, scene.Administrator, await prepare(scene)));

    /// <summary>How any operation with the same parts refuses. None of these changes anything.</summary>
    public static IEnumerable<Exchange> Refusals(ApiOperation operation)
    {
        (bool Has, Exchange Exchange)[] all =
        [
            (!operation.IsAnonymous, new(401, (scene, _) => scene.CallAsync(operation, scene.Tenant.Host.Anonymous(), new ApiCall()))),
            (!operation.IsAnonymous, new(403, (scene, _) => scene.CallAsync(operation, scene.Stranger, new ApiCall()))),
            (operation.Takes("owner"), Of(404, new ApiCall { Query = "?owner=nobody" })),
            (operation.HasId, Of(404, new ApiCall { Id = "nobody" })),
            (operation.HasId, Of(404, new ApiCall { Id = "s0-nobody" })),
            (operation.Takes("If-Match"), Of(428, new ApiCall { Match = null })),
            (operation.Takes("If-Match"), Of(412, new ApiCall { Match = "\"0\"" })),
            (operation.TakesJson, Of(400, new ApiCall { Body = Scene.Json("{") })),
            (operation.TakesJson, Of(413, new ApiCall { Body = new ApiBody(TooMuch) })),
            (operation.TakesJson, Of(415, new ApiCall { Body = new ApiBody([1], "text/plain") })),
        ];
        return all.Where(one => one.Has).Select(one => one.Exchange);
    }
}
