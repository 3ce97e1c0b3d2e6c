using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ServerlessContacts.Functions.Http;
using Xunit.Abstractions;

namespace ServerlessContacts.EndToEnd.Worker;

/// <summary>Requests that reach a function through the worker's own server.</summary>
public sealed class HttpTests(WorkerFixture worker, ITestOutputHelper output) : WorkerTest(worker, output)
{
    [LinuxFact]
    public async Task Anybody_is_told_that_the_service_is_well_and_ready()
    {
        var anybody = new ApiClient(Worker.Host.Http);
        Assert.Equal("ok", (await anybody.GetAsync("health")).Json().Text("status"));
        Assert.Equal("ok", (await anybody.GetAsync("health/ready")).Json()["parts"]!["vault"]!.Text("status"));
        (await anybody.SendAsync(HttpMethod.Head, "health")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_page_that_says_what_runs_here_is_at_the_root()
    {
        Assert.Contains("<h1>ServerlessContacts</h1>", await Worker.Host.Http.GetStringAsync("/"), StringComparison.Ordinal);
        using var other = await Worker.Host.Http.GetAsync("/contacts");
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    [Fact]
    public async Task A_contact_is_found_by_whoever_has_a_token_and_nobody_else()
    {
        var contact = new JsonObject { ["scope"] = "shared", ["name"] = new JsonObject { ["full"] = "Ada Winter" } };
        var made = (await Worker.Administrator.PostAsync("contacts", contact)).Json(HttpStatusCode.Created);
        var found = (await Worker.Administrator.GetAsync("search?q=winter")).Json();
        Assert.Equal([made.Text("id")], found["sections"]!.AsArray().SelectMany(section => section!.Ids()));
        (await new ApiClient(Worker.Host.Http).GetAsync("search?q=winter")).Problem(401, "unauthenticated");
    }

    /// <summary>The worker's server takes 30,000,000 bytes unless it is told otherwise.</summary>
    [Fact]
    public async Task A_file_of_as_many_bytes_as_a_body_may_have_is_taken()
    {
        var answer = await SendAsync(new ByteArrayContent(File(BodyLimits.Bytes)));
        Assert.Equal("queued", answer.Json(HttpStatusCode.Created).Text("status"));
    }

    [Fact]
    public async Task A_file_of_a_byte_more_is_answered_with_a_problem() =>
        (await SendAsync(new ByteArrayContent(File(BodyLimits.Bytes + 1)))).Problem(413, "body-too-large");

    [Fact]
    public async Task A_file_that_does_not_tell_its_length_and_is_too_long_is_answered_with_a_problem() =>
        (await SendAsync(new UntoldLength(File(BodyLimits.Bytes + 1)))).Problem(413, "body-too-large");

    private Task<ApiAnswer> SendAsync(HttpContent content)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return Worker.Administrator.SendAsync(HttpMethod.Post, "imports?fileName=large.csv&scope=shared", content);
    }

    private static byte[] File(long bytes)
    {
        var file = new byte[bytes];
        Array.Fill(file, (byte)'a');
        "name\n"u8.CopyTo(file);
        return file;
    }

    private sealed class UntoldLength(byte[] bytes) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(bytes).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
