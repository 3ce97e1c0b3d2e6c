using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace ServerlessContacts.Contacts;

/// <summary>
/// Writes any text so that it may be a part of a table key and of a URL path: ASCII letters, digits, <c>.</c>, <c>_</c> and <c>-</c> stay,
/// every other byte of its UTF-8 form becomes <c>=XX</c>. Table keys forbid <c>/ \ # ?</c> and control characters; <c>~</c> separates the parts.
/// One text has exactly one such form.
/// </summary>
public static class KeyText
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    public static string Encode(string text)
    {
        if (text.AsSpan().IndexOfAnyExcept(Plain) < 0)
        {
            return text;
        }

        var key = new StringBuilder(text.Length + 16);
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            if (Plain.Contains((char)value))
            {
                key.Append((char)value);
            }
            else
            {
                key.Append(CultureInfo.InvariantCulture, $"={value:X2}");
            }
        }

        return key.ToString();
    }

    public static string Decode(string key) =>
        TryDecode(key, out var text) ? text : throw new FormatException("Not a text that KeyText wrote.");

    /// <summary>False for anything that <see cref="Encode"/> would not have written.</summary>
    public static bool TryDecode(string key, [NotNullWhen(true)] out string? text)
    {
        text = key;
        if (key.AsSpan().IndexOfAnyExcept(Plain) < 0)
        {
            return true;
        }

        text = DecodeBytes(key);
        return text is not null && string.Equals(Encode(text), key, StringComparison.Ordinal);
    }

    private static string? DecodeBytes(string key)
    {
        var bytes = new ArrayBufferWriter<byte>(key.Length);
        for (var i = 0; i < key.Length; i++)
        {
            byte value;
            if (Plain.Contains(key[i]))
            {
                value = (byte)key[i];
            }
            else if (key[i] == '=' && i + 2 < key.Length && byte.TryParse(key.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out value))
            {
                i += 2;
            }
            else
            {
                return null;
            }

            bytes.Write([value]);
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
