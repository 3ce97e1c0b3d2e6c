using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ServerlessContacts.Simulators;

namespace ServerlessContacts.Tests.Simulators.Microsoft;

/// <summary>A client's addresses for notifications, on a loopback port.</summary>
public sealed class NotificationEndpoint : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Channel<JsonNode> received = Channel.CreateUnbounded<JsonNode>();
    private SimulatorHost host = null!;
    private int handshakes;

    public Uri Notifications => new(host.Address, "notifications");

    public Uri Lifecycle => new(host.Address, "lifecycle");

    public int Handshakes => handshakes;

    public int Waiting => received.Reader.Count;

    /// <summary>The answer to a handshake's token.</summary>
    public Func<string, string> Answers { get; set; } = token => token;

    /// <summary>The one address that answers no handshake.</summary>
    public Uri? Dead { get; set; }

    public string AnswerType { get; set; } = "text/plain";

    /// <summary>What a handshake waits for before it is answered.</summary>
    public Task Before { get; set; } = Task.CompletedTask;

    /// <summary>The statuses of the next notifications; 202 after them.</summary>
    public Queue<int> Statuses { get; } = new();

    public static async Task<NotificationEndpoint> StartAsync()
    {
        var endpoint = new NotificationEndpoint();
        endpoint.host = await SimulatorHost.StartAsync(0, app => app.MapPost("/{**path}", endpoint.AnswerAsync));
        return endpoint;
    }

    public async Task<JsonNode> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await received.Reader.ReadAsync(patience.Token);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Query["validationToken"].ToString() is { Length: > 0 } token)
        {
            await Before.WaitAsync(context.RequestAborted);
            if (context.Request.Path == Dead?.AbsolutePath)
            {
                context.Response.StatusCode = 404;
                return;
            }

            Interlocked.Increment(ref handshakes);
            context.Response.ContentType = AnswerType;
            await context.Response.WriteAsync(Answers(token));
            return;
        }

        var body = await JsonNode.ParseAsync(context.Request.Body);
        context.Response.StatusCode = Statuses.TryDequeue(out var status) ? status : 202;
        foreach (var notification in body!["value"]!.AsArray())
        {
            received.Writer.TryWrite(notification!);
        }
    }
}
