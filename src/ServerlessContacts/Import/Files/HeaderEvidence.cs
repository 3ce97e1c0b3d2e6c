using ServerlessContacts.Import.Layouts;

namespace ServerlessContacts.Import.Files;

/// <summary>The best evidence of an encoding: headers beyond ASCII that are known words when they are read in it.</summary>
internal static class HeaderEvidence
{
    /// <summary>What one such word weighs against the letters of the whole file: nobody writes Prénom by chance.</summary>
    private const double PerWord = 3;

    /// <summary>Words beyond this say no more.</summary>
    private const int MostWords = 6;

    private const double MostSure = 0.99;

    public static IReadOnlyList<EncodingGuess> Weigh(IReadOnlyList<EncodingGuess> guesses, byte[] beginning)
    {
        if (guesses is [{ Name: TextEncodings.Utf8 }])
        {
            return guesses;
        }

        var line = FirstLine(beginning);
        var weighed = guesses.Select(guess => guess with { Confidence = guess.Confidence * Math.Exp(PerWord * Math.Min(MostWords, Words(line, guess.Name))) }).ToList();
        var all = weighed.Sum(guess => guess.Confidence) + Math.Max(0, 1 - guesses.Sum(guess => guess.Confidence));
        return [.. weighed.Select(guess => guess with { Confidence = Math.Round(Math.Min(MostSure, guess.Confidence / all), 2) }).OrderByDescending(guess => guess.Confidence)];
    }

    /// <summary>The first line that says something more than which separator follows.</summary>
    private static byte[] FirstLine(ReadOnlySpan<byte> beginning)
    {
        foreach (var range in beginning.SplitAny((byte)'\n', (byte)'\r'))
        {
            if (beginning[range].ContainsAnyExceptInRange((byte)0, (byte)0x7F))
            {
                return beginning[range].ToArray();
            }

            if (beginning[range].Length > "\"sep=;\"".Length)
            {
                break;
            }
        }

        return [];
    }

    private static int Words(byte[] line, string encoding) => TextEncodings.Get(encoding).GetString(line)
        .Split([',', ';', '\t'])
        .Select(cell => cell.Trim(' ', '"'))
        .Count(cell => cell.Any(c => c > '\u007F') && !cell.Contains(TextEncodings.Broken, StringComparison.Ordinal) && HeaderDictionary.Knows(cell));
}
