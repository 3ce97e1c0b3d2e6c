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
    internal async Task<IResult> ServeAsync(RequestContext context, bool takesFile, Func<RequestContext, Task<IResult>> serve)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || Preconditions.IdempotencyKey(context.Request) is not { } key)
        {
            return await serve(context);
        }

        var fingerprint = await FingerprintAsync(context.Request, takesFile);
        var binding = await keys.BindAsync(context.Caller, key, fingerprint, context.Aborted);
        if (binding == RequestBinding.Other)
        {
            return Problems.KeyReused();
        }

        var result = await ResultAsync(context, serve);
        if (binding == RequestBinding.First && IsRefusal(result))
        {
            await keys.ReleaseAsync(context.Caller, key, context.Aborted);
        }

        return result;
    }

    private static async Task<IResult> ResultAsync(RequestContext context, Func<RequestContext, Task<IResult>> serve)
    {
        try
        {
            return await serve(context);
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
        var body = takesFile ? default : await RequestBody.BytesAsync(request, RequestBody.MostOfAll);
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
