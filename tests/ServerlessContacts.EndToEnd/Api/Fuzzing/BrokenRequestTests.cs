using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ServerlessContacts.Access;

namespace ServerlessContacts.EndToEnd.Api.Fuzzing;

/// <summary>Requests that break off, lie about their length or hold what is no text, as bytes on a socket.</summary>
public sealed class BrokenRequestTests(ApiFixture fixture) : ApiTest(fixture)
{
    public static TheoryData<string, string, string> Requests => new()
    {
        { "half of a surrogate pair", "Content-Type: application/json\r\nContent-Length: 21\r\n", "{\"nickname\":\"\\ud800\"}" },
        { "a chunk of a huge size", "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n", "FFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n" },
        { "a chunk without a size", "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n", "zz\r\n{}\r\n" },
        { "two lengths", "Content-Type: application/json\r\nContent-Length: 2\r\nContent-Length: 3\r\n", "{}x" },
        { "a negative length", "Content-Type: application/json\r\nContent-Length: -1\r\n", "" },
        { "a header without a name", ": x\r\nContent-Length: 0\r\n", "" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task It_is_refused(string what, string headers, string body)
    {
        var status = await StatusAsync($"POST /api/contacts HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {Token}\r\n{headers}Connection: close\r\n\r\n{body}");
        Assert.True(status == 400, $"{what}: {status}");
    }

    [Theory]
    [InlineData("""{ "contact": { "name": { "full": "\ud800" } } }""")]
    [InlineData("""{ "contact": { "name": { "full": "a", "full": "b" } } }""")]
    [InlineData("""{ "contact": [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]] }""")]
    [InlineData("7")]
    public async Task An_item_of_a_batch_that_cannot_be_read_costs_no_other(string item)
    {
        var body =
            $$"""{ "items": [{ "contact": { "name": { "full": "Ada" } } }, {{item}}, { "contact": { "name": { "full": "Bo" } } }] }""";
        var answer = await SendAsync("contacts/batch", Encoding.UTF8.GetBytes(body), "application/json");
        Assert.Equal([201, 400, 201], answer.Json(System.Net.HttpStatusCode.OK)["items"]!.AsArray().Select(outcome => (int)outcome!["status"]!));
    }

    [Theory]
    [InlineData("FFFFFFFFFFFFFFFF")]
    [InlineData("80000000")]
    [InlineData("-5")]
    [InlineData("zz")]
    public async Task A_file_of_a_broken_chunk_is_refused(string size)
    {
        foreach (var type in new[] { "text/csv", "multipart/form-data; boundary=b" })
        {
            var status = await StatusAsync(
                $"POST /api/imports?scope=personal&fileName=a.csv HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {Token}\r\nContent-Type: {type}\r\n"
                + $"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n{size}\r\nname,email\r\n0\r\n\r\n");
            Assert.True(status == 400, $"{type}, {size}: {status}");
        }
    }

    [Theory]
    [InlineData("""{ "nickname": "\ud800" }""")]
    [InlineData("""{ "\udc00": 1 }""")]
    [InlineData("""{ "phones": [{ "number": "\udfff" }] }""")]
    [InlineData("""{ "custom": { "\ud800": "x" } }""")]
    public async Task Half_of_a_surrogate_pair_is_told(string body) =>
        (await SendAsync("contacts", Encoding.UTF8.GetBytes(body), "application/json")).Problem(400, "invalid");

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_told() =>
        (await SendAsync("contacts", [.. "{\"nickname\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8], "application/json")).Problem(400, "invalid");

    [Theory]
    [InlineData(5000)]
    [InlineData(71)]
    public async Task A_long_boundary_is_told(int length)
    {
        var boundary = new string('b', length);
        var body = Encoding.ASCII.GetBytes($"--{boundary}\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.csv\"\r\n\r\nname\nA\r\n--{boundary}--\r\n");
        (await SendAsync("imports?scope=personal", body, $"multipart/form-data; boundary={boundary}")).Problem(400, "invalid", "Content-Type");
    }

    [Fact]
    public async Task A_file_name_is_cut_between_two_characters_and_not_within_one()
    {
        var name = string.Concat(Enumerable.Repeat("\U0001F600", 120)) + "a.csv";
        var import = (await Tenant.Anna.SendAsync(HttpMethod.Post, $"imports?scope=personal&fileName={Uri.EscapeDataString(name)}", new ByteArrayContent("name\nA"u8.ToArray()))).Json(HttpStatusCode.Created);
        Assert.EndsWith("\U0001F600a.csv", import.Text("file"), StringComparison.Ordinal);
        Assert.Equal(import.Text("file"), new string([.. import.Text("file").EnumerateRunes().SelectMany(rune => rune.ToString())]));
        Assert.DoesNotContain('\uFFFD', import.Text("file"));
    }

    [Fact]
    public async Task One_bad_item_of_a_batch_costs_no_other_its_answer()
    {
        var answer = (await Tenant.Anna.PostAsync("contacts/batch", Json("""
            { "items": [{ "contact": { "name": { "full": "A" } } }, null, 1, { "operation": 1 }, { "contact": [] }, { "operation": "update", "id": "x\u0000", "etag": "*" }, { "contact": { "phones": 1 } }, { "contact": { "name": { "full": "B" } } }] }
            """))).Json();
        var statuses = answer.List("items").Select(item => item.Number("status")).ToList();
        Assert.Equal((201, 201), (statuses[0], statuses[^1]));
        Assert.All(statuses[1..^1], status => Assert.InRange(status, 400, 499));
    }

    private string Token => Host.TokenOf(Tenant.Id, "anna", BuiltInRole.Member);

    private Task<ApiAnswer> SendAsync(string path, byte[] body, string type)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return Tenant.Anna.SendAsync(HttpMethod.Post, path, content);
    }

    private async Task<int> StatusAsync(string request)
    {
        var address = new Uri(Host.Url);
        using var client = new TcpClient(address.Host, address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(stream);
        var line = await reader.ReadLineAsync();
        return int.Parse(line!.Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
