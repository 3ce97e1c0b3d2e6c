using System.Text;
using System.Text.RegularExpressions;
using ServerlessContacts.Import.Files.Languages;

namespace ServerlessContacts.Import.Files;

/// <summary>
/// Encodings that write every letter in ASCII: HZ puts two signs for each Chinese character between brackets, and UTF-7 has base64 between
/// plus and minus. UTF-7 is not read, only asked about.
/// </summary>
internal static partial class AsciiEvidence
{
    private const string Hz = "hz-gb-2312";

    /// <summary>The confidence where two such words show the encoding, and where it is only possible.</summary>
    private const double Sure = 0.95;
    private const double Possible = 0.6;

    /// <summary>Never needed, as each place is looked at for a few characters only.</summary>
    private const int MostMilliseconds = 60_000;

    /// <summary>The last letter of the Latin alphabet that languages of Europe use.</summary>
    private const char LastLatin = '\u024F';

    /// <summary>Null for ASCII that is nothing else.</summary>
    public static IReadOnlyList<EncodingGuess>? Of(ReadOnlySpan<byte> beginning)
    {
        var mayBeHz = beginning.IndexOf("~{"u8) >= 0;
        if ((!mayBeHz && !beginning.Contains((byte)'+')) || !Ascii.IsValid(beginning))
        {
            return null;
        }

        var text = Encoding.ASCII.GetString(beginning);
        return (mayBeHz ? OfHz(text) : null)
            ?? (Base64().Matches(text).Any(match => IsUtf7(match, text))
                ? [new EncodingGuess(TextEncodings.Utf8, 1 - Possible)] : null);
    }

    private static EncodingGuess[]? OfHz(string text)
    {
        List<string> words = [.. Brackets().Matches(text).Select(match => match.Value)];
        if (words.Count == 0 || !words.TrueForAll(IsHz))
        {
            return null;
        }

        var isSure = words.Distinct(StringComparer.Ordinal).Skip(1).Any() && words.Count == text.AsSpan().Count("~{");
        return isSure
            ? [new EncodingGuess(Hz, Sure)]
            : [new EncodingGuess(Hz, Possible), new EncodingGuess(TextEncodings.Utf8, 1 - Possible)];
    }

    private static bool IsHz(string word)
    {
        var text = TextEncodings.Get(Hz).GetString(Encoding.ASCII.GetBytes(word));
        return text.All(c => c > '\u007F' && c != TextEncodings.Broken) && text.Any(c => Scripts.IsEastAsian(Scripts.Of(c)));
    }

    /// <summary>
    /// Whether it is letters of one script: Latin ones anywhere; others where a word begins, and only in a spelling that no word has.
    /// </summary>
    private static bool IsUtf7(Match match, string text)
    {
        var written = match.Groups["base64"].Value;
        if (Utf16Of(written) is not { Length: > 0 } letters || !letters.All(c => c > '\u007F' && Scripts.Of(c) != Script.None))
        {
            return false;
        }

        var isWordStart = match.Index == 0 || !char.IsLetterOrDigit(text[match.Index - 1]);
        return letters.All(c => c <= LastLatin)
            || (isWordStart && HasOddSpelling(written) && letters.All(c => !Scripts.AreMixed(Scripts.Of(c), Scripts.Of(letters[0]))));
    }

    private static bool HasOddSpelling(string word) => word.Any(char.IsLower) && word.Skip(1).Any(c => !char.IsLower(c));

    /// <summary>What base64 stands for; null where it is no whole characters.</summary>
    private static string? Utf16Of(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '='), bytes, out var length)
            && length % 2 == 0 && Convert.ToBase64String(bytes, 0, length).TrimEnd('=') == base64
            ? Encoding.BigEndianUnicode.GetString(bytes, 0, length)
            : null;
    }

    [GeneratedRegex(@"~\{(?:[!-w][!-~]){1,128}~\}", RegexOptions.ExplicitCapture, MostMilliseconds)]
    private static partial Regex Brackets();

    /// <summary>No part of an e-mail address.</summary>
    [GeneratedRegex(@"\+(?<base64>[A-Za-z0-9+/]{3,64})-(?![^\s,;""]{0,64}@)", RegexOptions.ExplicitCapture, MostMilliseconds)]
    private static partial Regex Base64();
}
