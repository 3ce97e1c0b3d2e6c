namespace ServerlessContacts.Import.Files;

/// <summary>Encodings that the beginning of a file gives away by itself: UTF-16 by its zeros, ISO-2022-JP by its escape sequences.</summary>
internal static class WideEvidence
{
    private const double Sure = 0.95;

    /// <summary>Separators, digits and line breaks alone make one character in so many an ASCII one, whatever the script.</summary>
    private const int CharactersPerAscii = 16;

    /// <summary>A zero or two may be a slip.</summary>
    private const int FewestZeros = 4;

    /// <summary>The escape sequences before characters of two bytes; a text of ASCII holds none by chance.</summary>
    private static readonly byte[][] Escapes = ["\u001B$B"u8.ToArray(), "\u001B$@"u8.ToArray()];

    public static EncodingGuess? Of(ReadOnlySpan<byte> beginning)
    {
        if (beginning.IndexOf(Escapes[0]) >= 0 || beginning.IndexOf(Escapes[1]) >= 0)
        {
            return new EncodingGuess(TextEncodings.Iso2022Jp, Sure);
        }

        var (even, odd) = CountZeros(beginning);
        var least = Math.Max(FewestZeros, beginning.Length / 2 / CharactersPerAscii);
        return odd >= least && even * CharactersPerAscii < odd ? new EncodingGuess(TextEncodings.Utf16LittleEndian, Sure)
            : even >= least && odd * CharactersPerAscii < even ? new EncodingGuess(TextEncodings.Utf16BigEndian, Sure)
            : null;
    }

    private static (int Even, int Odd) CountZeros(ReadOnlySpan<byte> bytes)
    {
        var zeros = (Even: 0, Odd: 0);
        for (var index = 0; index < bytes.Length; index++)
        {
            if (bytes[index] == 0)
            {
                zeros = index % 2 == 0 ? (zeros.Even + 1, zeros.Odd) : (zeros.Even, zeros.Odd + 1);
            }
        }

        return zeros;
    }
}
