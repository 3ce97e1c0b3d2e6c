using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using ServerlessContacts.Access;

namespace ServerlessContacts.Functions.Http;

/// <summary>
/// Binds each <c>Idempotency-Key</c> to caller, address, query and body of the first POST that bears it; another request under it is refused with 422. What a repeat is
/// answered, the function decides. A file is no part of this: the import compares it while it streams in.
/// </summary>
public sealed class RepeatedRequests(RequestKeys keys)
{
    internal async Task<IResult> ServeAsync(Session session, bool takesFile, Func<Session, Task<IResult>> serve)
    {
        if (!HttpMethods.IsPost(session.Request.Method) || Conditions.IdempotencyKey(session.Request) is not { } key)
        {
            return await serve(session);
        }

        var fingerprint = await FingerprintAsync(session.Request, takesFile);
        var binding = await keys.BindAsync(session.Caller, key, fingerprint, session.Aborted);
        if (binding == RequestBinding.Other)
        {
            return Problems.KeyReused();
        }

        var result = await ResultAsync(session, serve);
        if (binding == RequestBinding.First && IsRefusal(result))
        {
            await keys.ReleaseAsync(session.Caller, key, session.Aborted);
        }

        return result;
    }

    private static async Task<IResult> ResultAsync(Session session, Func<Session, Task<IResult>> serve)
    {
        try
        {
            return await serve(session);
        }
        catch (ProblemException problem)
        {
            return problem.Result;
        }
    }

    /// <summary>Then nothing took effect, and the mended request may come under the same key.</summary>
    private static bool IsRefusal(IResult result) => result is IStatusCodeHttpResult { StatusCode: >= 400 and < 500 };

    private static async Task<string> FingerprintAsync(HttpRequest request, bool takesFile)
    {
        var body = takesFile ? default : await Body.BytesAsync(request, Body.MostOfAll);
        if (!takesFile)
        {
            request.Body = new MemoryStream(body.ToArray(), writable: false);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Path}\n{request.QueryString}\n"));
        hash.AppendData(body.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
