using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ServerlessContacts.EndToEnd.Worker;

/// <summary>The stream of messages that a worker has opened: one call of gRPC that lasts as long as the worker.</summary>
internal sealed class WorkerStream(HttpContext call)
{
    /// <summary>A byte that is 1 for compressed messages, and the length.</summary>
    private const int PrefixBytes = 1 + sizeof(int);

    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonObject>> asked = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim writing = new(1, 1);

    /// <summary>Reads until the worker ends the stream.</summary>
    /// <param name="hear">Gets each message that answers none.</param>
    public async Task RunAsync(Action<JsonObject> hear)
    {
        call.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        call.Response.ContentType = "application/grpc";
        await call.Response.StartAsync();
        var reader = call.Request.BodyReader;
        for (var ended = false; !ended;)
        {
            var read = await reader.ReadAsync(call.RequestAborted);
            var rest = Take(read.Buffer, hear);
            reader.AdvanceTo(rest.Start, rest.End);
            ended = read.IsCompleted;
        }

        call.Response.AppendTrailer("grpc-status", "0");
    }

    /// <summary>Sends a request and gives the content of its response.</summary>
    /// <param name="kind">The member of the message that holds the request.</param>
    /// <param name="content">The request.</param>
    public async Task<JsonObject> AskAsync(string kind, JsonObject content)
    {
        var id = Guid.NewGuid().ToString();
        var answer = asked.GetOrAdd(id, _ => new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously));
        await WriteAsync(new JsonObject { ["requestId"] = id, [kind] = content });
        return await answer.Task;
    }

    public Task TellAsync(string kind, JsonObject content) => WriteAsync(new JsonObject { [kind] = content });

    /// <returns>What is not yet a whole message.</returns>
    private ReadOnlySequence<byte> Take(ReadOnlySequence<byte> bytes, Action<JsonObject> hear)
    {
        while (TryReadLength(bytes, out var length) && bytes.Length >= PrefixBytes + length)
        {
            Handle(RpcMessages.Read(bytes.Slice(PrefixBytes, length)), hear);
            bytes = bytes.Slice(PrefixBytes + length);
        }

        return bytes;
    }

    private static bool TryReadLength(ReadOnlySequence<byte> bytes, out int length)
    {
        var reader = new SequenceReader<byte>(bytes);
        length = 0;
        return reader.TryRead(out var compressed) && reader.TryReadBigEndian(out length)
            && (compressed == 0 ? true : throw new InvalidDataException("The worker compresses its messages."));
    }

    private void Handle(JsonObject message, Action<JsonObject> hear)
    {
        if (asked.TryRemove(message.Text("requestId"), out var answer))
        {
            answer.SetResult(message.Single(member => member.Key != "requestId").Value!.AsObject());
        }
        else
        {
            hear(message);
        }
    }

    private async Task WriteAsync(JsonObject message)
    {
        var bytes = RpcMessages.Write(message);
        var frame = new byte[PrefixBytes + bytes.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), bytes.Length);
        bytes.CopyTo(frame, PrefixBytes);
        await writing.WaitAsync();
        try
        {
            await call.Response.BodyWriter.WriteAsync(frame);
        }
        finally
        {
            writing.Release();
        }
    }
}
