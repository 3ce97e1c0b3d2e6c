using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace ServerlessContacts.EndToEnd.Worker;

/// <summary>
/// The HTTP side of the host: finds the function of a request, has the worker invoke it, and hands the request on to the worker's own
/// server, with the forwarder that the platform's host uses.
/// </summary>
internal sealed class HttpFront : IAsyncDisposable
{
    /// <summary>FUNCTIONS_REQUEST_BODY_SIZE_LIMIT of infra/app/app-settings.bicep.</summary>
    private const long MaxBodyBytes = 125_829_120;

    private static readonly ForwarderRequestConfig Config = new() { ActivityTimeout = TimeSpan.FromMinutes(4) };

    private readonly HttpMessageInvoker client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly WebApplication app;
    private readonly string worker;
    private readonly Func<WorkerFunction, Guid, Task> invoke;

    private HttpFront(WebApplication app, string worker, Func<WorkerFunction, Guid, Task> invoke)
    {
        this.app = app;
        this.worker = worker;
        this.invoke = invoke;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
    }

    public HttpClient Http { get; }

    /// <param name="functions">All; those over HTTP are served.</param>
    /// <param name="worker">The address of the worker's own server.</param>
    /// <param name="invoke">Has the worker invoke a function with this id.</param>
    public static async Task<HttpFront> StartAsync(
        IEnumerable<WorkerFunction> functions, string worker, Func<WorkerFunction, Guid, Task> invoke)
    {
        var front = new HttpFront(Server(), worker, invoke);
        foreach (var function in functions.Where(function => function.IsHttp))
        {
            var methods = function.Trigger["methods"]!.AsArray().Select(method => (string)method!);
            front.app.MapMethods($"/{function.Trigger.Text("route")}", methods, context => front.ServeAsync(context, function));
        }

        await front.app.StartAsync();
        front.Http.BaseAddress = new Uri(front.app.Urls.Single());
        return front;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
        client.Dispose();
    }

    private static WebApplication Server()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddRouting().AddHttpForwarder();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        return builder.Build();
    }

    private async Task ServeAsync(HttpContext context, WorkerFunction function)
    {
        var id = Guid.NewGuid();
        context.Request.Headers["x-ms-invocation-id"] = id.ToString();
        var invoked = invoke(function, id);
        await context.RequestServices.GetRequiredService<IHttpForwarder>().SendAsync(context, worker, client, Config);
        await invoked;
    }
}
