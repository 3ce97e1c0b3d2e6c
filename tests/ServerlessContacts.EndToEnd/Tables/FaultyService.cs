using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace ServerlessContacts.EndToEnd.Tables;

/// <summary>What happens to a request on its way to the emulator.</summary>
public delegate Task Fault(HttpContext request, Func<Task> forward);

/// <summary>Stands before the emulator on a port of its own and spoils the first requests.</summary>
internal sealed class FaultyService : IAsyncDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private readonly WebApplication application;
    private readonly Uri target;
    private readonly Fault fault;
    private int faultsLeft;
    private int requests;

    private FaultyService(Uri target, int faults, Fault fault)
    {
        this.target = target;
        this.fault = fault;
        faultsLeft = faults;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        application = builder.Build();
        application.Run(HandleAsync);
    }

    public int Requests => Volatile.Read(ref requests);

    public Uri Endpoint => new(new Uri(application.Urls.Single()), target.AbsolutePath);

    public static async Task<FaultyService> StartAsync(Uri target, int faults, Fault fault)
    {
        var service = new FaultyService(target, faults, fault);
        await service.application.StartAsync();
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        client.Dispose();
    }

    private Task HandleAsync(HttpContext context)
    {
        Interlocked.Increment(ref requests);
        return Interlocked.Decrement(ref faultsLeft) >= 0 ? fault(context, () => ForwardAsync(context)) : ForwardAsync(context);
    }

    private async Task ForwardAsync(HttpContext context)
    {
        var path = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(target, path));
        request.Content = new StreamContent(context.Request.Body);
        foreach (var (name, values) in context.Request.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
                request.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
        }

        using var response = await client.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
            context.Response.Headers.Append(name, values.ToArray());
        context.Response.Headers.TransferEncoding = default;
        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
