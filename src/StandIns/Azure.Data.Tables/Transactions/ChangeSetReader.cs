namespace Azure.Data.Tables;

/// <summary>Splits the answer to a transaction into the answers to its actions; of a refused one there is a single answer.</summary>
internal static class ChangeSetReader
{
    public static List<Response> Read(Response response)
    {
        var body = response.Content.ToMemory();
        var boundary = Boundary(body.Span);
        if (boundary.Length == 0)
            throw new RequestFailedException(response.Status, "The answer to the transaction holds no change set.");
        var answers = new List<Response>();
        var rest = After(body, boundary);
        while (!rest.IsEmpty && !rest.Span.StartsWith("--"u8))
        {
            var end = rest.Span.IndexOf(boundary);
            answers.Add(new ChangeSetResponse(end < 0 ? rest : rest[..end]));
            rest = After(rest, boundary);
        }

        return answers;
    }

    private static ReadOnlyMemory<byte> After(ReadOnlyMemory<byte> text, ReadOnlySpan<byte> boundary)
    {
        var start = text.Span.IndexOf(boundary);
        return start < 0 ? default : text[(start + boundary.Length)..];
    }

    /// <summary>The delimiter of the inner multipart, which the first part of the outer one announces.</summary>
    private static byte[] Boundary(ReadOnlySpan<byte> body)
    {
        var start = body.IndexOf("boundary="u8);
        if (start < 0)
            return [];
        var name = body[(start + "boundary="u8.Length)..];
        return [.. "--"u8, .. name[..Math.Max(name.IndexOfAny("\r\n;"u8), 0)].Trim((byte)'"')];
    }
}
