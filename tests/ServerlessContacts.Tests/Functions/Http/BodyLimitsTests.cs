using Microsoft.AspNetCore.Http;
using ServerlessContacts.Functions.Http;

namespace ServerlessContacts.Tests.Functions.Http;

/// <summary>What becomes of a body that is too long, or that nobody reads.</summary>
public sealed class BodyLimitsTests : IDisposable
{
    private readonly FileStream body =
        new(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 4096, FileOptions.DeleteOnClose);
    private readonly HttpRequest request;

    public BodyLimitsTests()
    {
        request = new DefaultHttpContext().Request;
        request.Body = body;
    }

    public void Dispose() => body.Dispose();

    [Fact]
    public async Task A_refused_request_is_answered_when_all_of_its_body_has_come()
    {
        body.SetLength(1_000_000);
        await RequestGate.RunOpenAsync(request, () => Task.FromResult(Results.Unauthorized()));
        Assert.Equal(body.Length, body.Position);
    }

    [Fact]
    public async Task A_caller_who_waits_to_be_asked_for_the_body_is_not_asked()
    {
        body.SetLength(1_000_000);
        request.Headers.Expect = "100-continue";
        await RequestGate.RunOpenAsync(request, () => Task.FromResult(Results.Unauthorized()));
        Assert.Equal(0, body.Position);
    }

    [Theory]
    [InlineData(BodyLimits.Bytes, 200)]
    [InlineData(BodyLimits.Bytes + 1, 413)]
    [InlineData(BodyLimits.Bytes + 10_000_000, 413)]
    public async Task A_body_over_the_limit_is_refused_when_all_of_it_has_come(long bytes, int status)
    {
        body.SetLength(bytes);
        var answer = await RequestGate.RunOpenAsync(request, async () =>
        {
            await request.Body.CopyToAsync(Stream.Null);
            return Results.StatusCode(StatusCodes.Status200OK);
        });
        Assert.Equal(status, ((IStatusCodeHttpResult)answer).StatusCode);
        Assert.Equal(body.Length, body.Position);
    }
}
