using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ServerlessContacts.EndToEnd.Observing;

/// <summary>A server that keeps what it is sent and answers as it is told.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<(string Path, string Body)> received = new();

    private Collector(int status)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(context => KeepAsync(context, status));
    }

    public string Url => app.Urls.First();

    public int Requests => received.Count;

    public static async Task<Collector> StartAsync(int status = 200)
    {
        var collector = new Collector(status);
        await collector.app.StartAsync();
        return collector;
    }

    /// <summary>The bodies that came to this path. Words in a binary message are bytes of their own, so they can be looked for.</summary>
    public string Text(string path) => string.Concat(received.Where(one => one.Path == path).Select(one => one.Body));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task KeepAsync(HttpContext context, int status)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        received.Enqueue((context.Request.Path.Value!, Encoding.UTF8.GetString(body.ToArray())));
        context.Response.StatusCode = status;
    }
}
