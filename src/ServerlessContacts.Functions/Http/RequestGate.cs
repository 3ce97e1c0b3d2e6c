using Microsoft.AspNetCore.Http;
using ServerlessContacts.Access;

namespace ServerlessContacts.Functions.Http;

/// <summary>
/// What every request goes through: credentials, tenant, permission, scope; and what becomes of a request that cannot be served.
/// </summary>
public sealed class RequestGate(Authenticator authenticator, Admission admission, RequestLimiter limiter, RepeatedRequests repeats)
{
    /// <summary>When a refused request may be worth another try, in seconds: a lost race or a moving partition is over by then.</summary>
    private const string RetryAfter = "2";

    /// <param name="request">The request.</param>
    /// <param name="permission">What its caller must be allowed.</param>
    /// <param name="serve">Answers it.</param>
    /// <param name="owners">What the caller must be allowed to name another owner.</param>
    /// <param name="takesFile">Whether the body is a file, which may be long and is read as it comes.</param>
    public Task<IResult> RunAsync(
        HttpRequest request,
        RoutePermission permission,
        Func<RequestContext, Task<IResult>> serve,
        string owners = Permission.ContactsAdmin,
        bool takesFile = false) =>
        RunOpenAsync(request, async () =>
        {
            var context = await OpenAsync(request, owners);
            context.Demand(permission);
            return await repeats.ServeAsync(context, takesFile, serve);
        });

    /// <summary>A request that anybody may make.</summary>
    public static async Task<IResult> RunOpenAsync(HttpRequest request, Func<Task<IResult>> serve)
    {
        var body = request.Body;
        BodyLimits.Limit(request);
        var result = await AnswerAsync(serve, request.HttpContext.RequestAborted);
        await BodyLimits.ReadRestAsync(request, body);
        if (result is IStatusCodeHttpResult { StatusCode: StatusCodes.Status503ServiceUnavailable })
        {
            request.HttpContext.Response.Headers.RetryAfter = RetryAfter;
        }
        else if (Problems.WaitOf(result) is { } seconds)
        {
            request.HttpContext.Response.Headers.RetryAfter = seconds;
        }

        return result;
    }

    private static async Task<IResult> AnswerAsync(Func<Task<IResult>> serve, CancellationToken aborted)
    {
        try
        {
            return await serve();
        }
        catch (ProblemException problem)
        {
            return problem.Result;
        }
        catch (BadHttpRequestException broken)
        {
            return Problems.Unreadable(broken);
        }
        catch (Exception exception) when (Outages.Of(exception, aborted) is { } outage)
        {
            return outage;
        }
    }

    private async Task<RequestContext> OpenAsync(HttpRequest request, string owners)
    {
        var caller = await AuthenticateAsync(request);
        if (limiter.TryTake(caller) is { } wait)
        {
            throw new ProblemException(Problems.TooMany(
                "too-many-requests", "The caller or the organisation sends too many requests. Repeat the request after the pause.", wait));
        }

        var owner = request.Query.TryGetValue("owner", out var named) ? named.ToString() : null;
        return await admission.AdmitAsync(caller, owner, owners, request.HttpContext.RequestAborted) switch
        {
            AdmissionResult.Admitted admitted => new RequestContext(request, caller, admitted.Directory, admitted.Scope),
            AdmissionResult.PermissionMissing missing => throw new ProblemException(Problems.PermissionMissing(missing.Permission)),
            AdmissionResult.UnknownOwner => throw new ProblemException(Problems.NotFound()),
            _ => throw new ProblemException(
                Problems.Forbidden("tenant-unknown", "The credentials are for an organisation that this service does not serve.")),
        };
    }

    private async Task<Caller> AuthenticateAsync(HttpRequest request)
    {
        var headers = request.Headers;
        var answer = await authenticator.AuthenticateAsync(headers.Authorization.ToString(), headers["x-api-key"]
            .ToString(), request.HttpContext.RequestAborted);
        switch (answer)
        {
            case AuthenticationResult.Authenticated authenticated:
                return authenticated.Caller;
            case AuthenticationResult.Unavailable unavailable:
                throw new ProblemException(
                    Problems.Unavailable(unavailable.Code, "The issuer of the token cannot be asked. Repeat the request."));
            default:
                request.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
                throw new ProblemException(Problems.Unauthenticated(((AuthenticationResult.Refused)answer).Code));
        }
    }
}
