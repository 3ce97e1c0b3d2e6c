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
    public static bool IsKnown(Session session, Positions version) => session.Request.Headers.IfNoneMatch.Count > 0 && Conditions.IsKnown(session.Request, Of(session, version));

    /// <summary>Says which version the answer is of.</summary>
    public static void Give(Session session, Positions version)
    {
        var headers = session.Request.HttpContext.Response.Headers;
        headers.ETag = Of(session, version);
        headers.CacheControl = "private, no-cache";
    }

    public static IResult NotModified(Session session, Positions version)
    {
        Give(session, version);
        return Results.StatusCode(StatusCodes.Status304NotModified);
    }

    private static string Of(Session session, Positions version)
    {
        var request = session.Request;
        var what = $"{version} {session.Scope.Personal} {session.Caller.Actor} {request.Path}{request.QueryString}";
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)).AsSpan(0, Bytes))}\"";
    }
}
