using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ServerlessContacts.EndToEnd.Worker;

/// <summary>
/// A Functions host of our own with the genuine worker in a process of its own. It speaks with the worker as the platform's host does,
/// and starts a function only when it is told to or asked over HTTP.
/// </summary>
public sealed class WorkerHost : IAsyncDisposable
{
    /// <summary>Only ends a wait that would last for ever.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly TaskCompletionSource<WorkerStream> opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebApplication server;
    private readonly WorkerProcess process;
    private Dictionary<string, WorkerFunction> functions = [];
    private HttpFront? front;

    private WorkerHost(string folder, IEnumerable<(string Name, string Value)> settings)
    {
        server = Server();
        server.MapPost(RpcMessages.Path, ServeAsync);
        server.Start();
        process = WorkerProcess.Start(folder, new Uri(server.Urls.Single()), settings);
    }

    /// <summary>What the worker printed and logged.</summary>
    public string Log => process.Log;

    /// <summary>The names of all functions that the worker has announced and loaded.</summary>
    public IReadOnlyCollection<string> Functions => functions.Keys;

    /// <summary>The service over HTTP, without credentials.</summary>
    public HttpClient Http => front!.Http;

    /// <summary>Returns when all functions are loaded.</summary>
    /// <param name="folder">The published functions.</param>
    /// <param name="settings">Those of the app.</param>
    public static async Task<WorkerHost> StartAsync(string folder, IEnumerable<(string Name, string Value)> settings)
    {
        var host = new WorkerHost(folder, settings);
        try
        {
            await host.ConnectAsync(folder);
            return host;
        }
        catch (Exception failed)
        {
            var log = host.Log;
            await host.DisposeAsync();
            throw new InvalidOperationException($"The worker did not start. Its output:{Environment.NewLine}{log}", failed);
        }
    }

    /// <summary>Runs a function to its end.</summary>
    /// <param name="function">Its name.</param>
    /// <param name="trigger">One of <see cref="TriggerData"/>.</param>
    /// <exception cref="InvalidOperationException">The function failed.</exception>
    public Task InvokeAsync(string function, JsonObject trigger) => InvokeAsync(functions[function], Guid.NewGuid(), trigger);

    /// <summary>Tells the worker to end, and waits for it.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        await (await opened.Task).TellAsync("workerTerminate", new JsonObject { ["gracePeriod"] = "10s" });
        await process.ExitedAsync().WaitAsync(Patience);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        await (front?.DisposeAsync() ?? ValueTask.CompletedTask);
        await server.DisposeAsync();
    }

    private static WebApplication Server()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // A worker that has nothing to say is not one that is too slow.
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        return builder.Build();
    }

    private Task ServeAsync(HttpContext call)
    {
        var stream = new WorkerStream(call);
        return stream.RunAsync(message =>
        {
            if (message["rpcLog"] is { } line)
            {
                process.Add($"{line.Text("level")} {line.Text("category")}: {line.Text("message")} {line["exception"]?.Text("message")}");
            }
            else if (message.ContainsKey("startStream"))
            {
                opened.TrySetResult(stream);
            }
        });
    }

    private async Task ConnectAsync(string folder)
    {
        var stream = await WhileRunningAsync(opened.Task);
        var begun = await AskAsync(stream, "workerInitRequest", new JsonObject
        {
            ["hostVersion"] = "4.0.0",
            ["workerDirectory"] = folder,
            ["functionAppDirectory"] = folder,
        });
        var announced = await AskAsync(stream, "functionsMetadataRequest", new JsonObject { ["functionAppDirectory"] = folder });
        var found = announced.List("functionMetadataResults").Select(metadata => new WorkerFunction(metadata)).ToList();
        foreach (var function in found)
        {
            await AskAsync(stream, "functionLoadRequest", function.LoadRequest);
        }

        functions = found.ToDictionary(function => function.Name, StringComparer.Ordinal);
        var worker = begun["capabilities"]!.Text("HttpUri");
        front = await HttpFront.StartAsync(found, worker, (function, id) => InvokeAsync(function, id, TriggerData.Http));
    }

    private async Task InvokeAsync(WorkerFunction function, Guid id, JsonObject trigger)
    {
        var input = new JsonObject { ["name"] = function.Trigger.Text("name"), ["data"] = trigger };
        await AskAsync(await opened.Task, "invocationRequest", new JsonObject
        {
            ["invocationId"] = id.ToString(),
            ["functionId"] = function.Id,
            ["inputData"] = new JsonArray(input),
            ["traceContext"] = new JsonObject(),
        });
    }

    private async Task<JsonObject> AskAsync(WorkerStream stream, string kind, JsonObject request)
    {
        var response = await WhileRunningAsync(stream.AskAsync(kind, request));
        return response["result"]!.Text("status") == "Success"
            ? response
            : throw new InvalidOperationException($"{kind} failed: {response["result"]}");
    }

    private async Task<T> WhileRunningAsync<T>(Task<T> task)
    {
        var first = await Task.WhenAny(task, process.ExitedAsync()).WaitAsync(Patience);
        return first == task ? await task : throw new InvalidOperationException("The worker ended.");
    }
}
