using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>The answer to one action. Only its status is read at once; headers and body are looked up when asked for.</summary>
internal sealed class ChangeSetResponse : Response
{
    private readonly ReadOnlyMemory<byte> headers;
    private readonly ReadOnlyMemory<byte> body;
    private Stream? content;

    public ChangeSetResponse(ReadOnlyMemory<byte> part)
    {
        var start = Math.Max(part.Span.IndexOf("HTTP/1.1 "u8), 0);
        var message = part[start..];
        var end = EndOfHeaders(message.Span);
        headers = message[..end];
        body = message[end..];
        Utf8Parser.TryParse(headers.Span[Math.Min("HTTP/1.1 "u8.Length, headers.Length)..], out int status, out _);
        Status = status;
    }

    public override int Status { get; }

    public override bool IsError => Status >= 400;

    public override string ReasonPhrase => Text(headers.Span).Split('\r', 2)[0].Split(' ', 3) is [_, _, var reason] ? reason : "";

    public override Stream? ContentStream
    {
        get => content ??= new MemoryStream(TrimmedBody().ToArray(), writable: false);
        set => content = value;
    }

    public override string ClientRequestId { get; set; } = "";

    public override void Dispose() => content?.Dispose();

    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    protected override IEnumerable<HttpHeader> EnumerateHeaders()
    {
        foreach (var line in Text(headers.Span).Split('\n').Skip(1))
        {
            if (line.Split(':', 2, StringSplitOptions.TrimEntries) is [var name, var value])
                yield return new HttpHeader(name, value);
        }
    }

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = EnumerateHeaders()
            .Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(header => header.Value)
            .FirstOrDefault();
        return value is not null;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out var value) ? [value] : null;
        return values is not null;
    }

    private static int EndOfHeaders(ReadOnlySpan<byte> message)
    {
        var end = message.IndexOf("\r\n\r\n"u8);
        return end < 0 ? message.Length : end;
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes).TrimEnd();

    private ReadOnlySpan<byte> TrimmedBody() => body.Span.Trim("\r\n"u8);
}
