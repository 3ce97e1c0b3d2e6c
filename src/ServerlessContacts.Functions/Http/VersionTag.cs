using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using ServerlessContacts.Store.Following;

namespace ServerlessContacts.Functions.Http;

/// <summary>
/// Entity tags of answers that are made from what is in sight: as long as nothing there has changed, the same caller's same query has the same answer.
/// </summary>
internal static class VersionTag
{
    private const int Bytes = 12;

    /// <summary>Whether the caller has the answer of this version already.</summary>
    public static bool IsKnown(RequestContext context, Positions version) =>
        context.Request.Headers.IfNoneMatch.Count > 0 && Preconditions.IsKnown(context.Request, Of(context, version));

    /// <summary>Says which version the answer is of.</summary>
    public static void Give(RequestContext context, Positions version)
    {
        var headers = context.Request.HttpContext.Response.Headers;
        headers.ETag = Of(context, version);
        headers.CacheControl = "private, no-cache";
    }

    public static IResult NotModified(RequestContext context, Positions version)
    {
        Give(context, version);
        return Results.StatusCode(StatusCodes.Status304NotModified);
    }

    private static string Of(RequestContext context, Positions version)
    {
        var request = context.Request;
        var what = $"{version} {context.Scope.Personal} {context.Caller.Actor} {request.Path}{request.QueryString}";
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)).AsSpan(0, Bytes))}\"";
    }
}
