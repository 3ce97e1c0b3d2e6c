using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessContacts.LocalHost.Http;

namespace ServerlessContacts.Tests.LocalHost;

/// <summary>Over plain sockets: a client library may fail while it sends, before it has read the answer.</summary>
public sealed class BodyLimitTests
{
    private static readonly byte[] Chunk = new byte[1 << 20];

    [Fact]
    public async Task A_declared_length_over_the_limit_is_refused_before_the_body_is_sent()
    {
        await using var host = await TestHost.StartAsync(typeof(UploadFunctions));
        using var connection = await ConnectAsync(host);
        await SendHeadAsync(connection, $"Content-Length: {BodyLimit.Bytes + 1}");
        await AssertRefusedAsync(connection);
        Assert.True(host.Journal.IsEmpty);
    }

    [Fact]
    public async Task A_chunked_body_over_the_limit_is_refused_when_it_gets_there()
    {
        await using var host = await TestHost.StartAsync(typeof(UploadFunctions));
        using var connection = await ConnectAsync(host);
        await SendHeadAsync(connection, "Transfer-Encoding: chunked");
        await SendChunksAsync(connection.GetStream(), BodyLimit.Bytes + 1);
        await AssertRefusedAsync(connection);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_of_exactly_the_limit_is_taken(bool chunked)
    {
        await using var host = await TestHost.StartAsync(typeof(UploadFunctions));
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/upload") { Content = new ByteArrayContent(new byte[BodyLimit.Bytes]) };
        request.Headers.TransferEncodingChunked = chunked;
        using var response = await host.Client.SendAsync(request);
        Assert.Equal("104857600", await response.Content.ReadAsStringAsync());
    }

    private static async Task<TcpClient> ConnectAsync(TestHost host)
    {
        var connection = new TcpClient();
        await connection.ConnectAsync(host.Client.BaseAddress!.Host, host.Client.BaseAddress.Port);
        return connection;
    }

    private static async Task SendHeadAsync(TcpClient connection, string header) =>
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST /api/upload HTTP/1.1\r\nHost: localhost\r\n{header}\r\n\r\n"));

    private static async Task SendChunksAsync(Stream stream, long bytes)
    {
        for (var left = bytes; left > 0; left -= Chunk.Length)
        {
            var size = (int)Math.Min(left, Chunk.Length);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(size.ToString("x", CultureInfo.InvariantCulture) + "\r\n"));
            await stream.WriteAsync(Chunk.AsMemory(0, size));
            await stream.WriteAsync("\r\n"u8.ToArray());
        }

        await stream.WriteAsync("0\r\n\r\n"u8.ToArray());
    }

    private static async Task AssertRefusedAsync(TcpClient connection)
    {
        using var reader = new StreamReader(connection.GetStream());
        var answer = await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromMinutes(5));
        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/problem+json", answer, StringComparison.Ordinal);
        Assert.Contains("\"type\":\"body-too-large\"", answer, StringComparison.Ordinal);
    }

    private sealed class UploadFunctions(Journal journal)
    {
        [Function("Upload")]
        public async Task<IResult> PostAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "upload")] HttpRequest request, CancellationToken cancellation)
        {
            journal.Add("started");
            var total = 0L;
            var buffer = new byte[1 << 16];
            for (var read = -1; read != 0; total += read)
            {
                read = await request.Body.ReadAsync(buffer, cancellation);
            }

            return Results.Text(total.ToString(CultureInfo.InvariantCulture));
        }
    }
}
