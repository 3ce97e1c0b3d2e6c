namespace ServerlessContacts.Import.Files;

/// <summary>Tells files that are no text, whatever their name says.</summary>
internal static class BinaryFile
{
    /// <summary>Where a file says what it is: ZIP and with it Excel, PDF, old Office, gzip, PNG, JPEG, GIF, 7-Zip.</summary>
    private static readonly byte[][] Signatures =
    [
        "PK\u0003\u0004"u8.ToArray(), "%PDF"u8.ToArray(), [0xD0, 0xCF, 0x11, 0xE0], [0x1F, 0x8B], [0x89, (byte)'P', (byte)'N', (byte)'G'],
        [0xFF, 0xD8, 0xFF], "GIF8"u8.ToArray(), [(byte)'7', (byte)'z', 0xBC, 0xAF],
    ];

    /// <summary>One control character in so many is a slip; more is no text.</summary>
    private const int TextPerControl = 50;

    public static ImportProblem? Check(byte[] beginning, string encoding)
    {
        if (Array.Exists(Signatures, signature => beginning.AsSpan().StartsWith(signature)))
        {
            return ImportProblems.NotACsv;
        }

        var text = TextEncodings.Get(encoding).GetString(beginning).AsSpan();
        var header = text.TrimStart("\uFEFF \t\r\n");
        if (header.IsEmpty)
        {
            return ImportProblems.EmptyFile;
        }

        return HasNulInFirstLine(header) || HasManyControls(text) ? ImportProblems.NotACsv : null;
    }

    private static bool HasNulInFirstLine(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny('\n', '\r');
        return (end < 0 ? text : text[..end]).Contains('\0');
    }

    private static bool HasManyControls(ReadOnlySpan<char> text)
    {
        var controls = 0;
        foreach (var c in text)
        {
            controls += c < ' ' && c is not ('\t' or '\r' or '\n' or '\f') ? 1 : 0;
        }

        return controls > 1 && controls * (long)TextPerControl > text.Length;
    }
}
