using System.Text;

namespace ServerlessContacts.Contacts.VCards;

/// <summary>
/// Text inside a value: <c>\n</c>, <c>\,</c>, <c>\;</c> and <c>\\</c>. RFC 6350 §3.4 takes <c>\n</c> and <c>\N</c> for the same; here <c>\N</c> is a line break of
/// two characters, so that notes that came with such breaks come back with them.
/// </summary>
internal static class VCardText
{
    private const string LongBreak = "\r\n";

    public static string Escape(string text)
    {
        if (text.AsSpan().IndexOfAny("\\,;\r\n") < 0)
        {
            return text;
        }

        return new StringBuilder(text).Replace("\\", "\\\\").Replace(",", "\\,").Replace(";", "\\;")
            .Replace(LongBreak, "\\N").Replace("\n", "\\n").ToString();
    }

    /// <summary>Only what would end the line; for values whose escapes are kept as they are.</summary>
    public static string EscapeBreaks(string text) =>
        text.Replace(LongBreak, "\\N", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>
    /// The reverse of <see cref="Escape"/>, which also takes the needless escapes that producers write (<c>http\://</c>, <c>\"</c>).
    /// </summary>
    public static string Unescape(string raw) =>
        Unescape(raw, static c => c is '\\' or ',' or ';' or ':' or '"' or '\'' ? c.ToString() : null);

    /// <summary>The reverse of <see cref="EscapeBreaks"/>.</summary>
    public static string UnescapeBreaks(string raw) => Unescape(raw, static _ => null);

    /// <summary>The parts between separators that are not escaped; the parts keep their escapes.</summary>
    public static List<string> Split(string raw, char separator)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '\\')
            {
                i++;
            }
            else if (raw[i] == separator)
            {
                parts.Add(raw[start..i]);
                start = i + 1;
            }
        }

        parts.Add(raw[start..]);
        return parts;
    }

    private static string Unescape(string raw, Func<char, string?> meaning)
    {
        if (!raw.Contains('\\', StringComparison.Ordinal))
        {
            return raw;
        }

        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\' || i + 1 == raw.Length)
            {
                text.Append(raw[i]);
                continue;
            }

            var next = raw[++i];
            text.Append(next switch { 'n' => "\n", 'N' => LongBreak, _ => meaning(next) ?? $"\\{next}" });
        }

        return text.ToString();
    }
}
