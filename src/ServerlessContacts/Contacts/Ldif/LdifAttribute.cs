using System.Text;
using System.Text.Unicode;
using ServerlessContacts.Contacts.VCards;

namespace ServerlessContacts.Contacts.Ldif;

/// <summary>One attribute of an entry.</summary>
/// <param name="Name">As it was written, without options such as <c>;lang-en</c>.</param>
/// <param name="Text">The value; of one in base64 that is no text, the base64.</param>
/// <param name="IsBytes">Whether it is no text.</param>
internal sealed record LdifAttribute(int Line, string Name, string Text, bool IsBytes)
{
    /// <summary>In lower case: names have no case of their own.</summary>
    public string Key { get; } = Name.ToLowerInvariant();

    /// <summary>
    /// Null for a line that is none, such as the dash between changes, the version of the format, and a value that lies elsewhere.
    /// </summary>
    public static LdifAttribute? Parse(int line, ReadOnlySpan<byte> written, Encoding encoding)
    {
        var colon = written.IndexOf((byte)':');
        if (colon <= 0)
        {
            return null;
        }

        var name = Encoding.Latin1.GetString(written[..colon]).Split(';')[0].Trim();
        var value = written[(colon + 1)..];
        return value is [(byte)'<', ..] || name.Equals("version", StringComparison.OrdinalIgnoreCase) ? null
            : value is [(byte)':', ..] ? OfBase64(line, name, Encoding.ASCII.GetString(value[1..]).Trim(), encoding)
            : new LdifAttribute(line, name, Decode(value, encoding).Trim(), IsBytes: false);
    }

    private static LdifAttribute OfBase64(int line, string name, string base64, Encoding encoding)
    {
        var compact = Base64Text.Compact(base64);
        return Base64Text.Decode(compact) is { } bytes && !bytes.Contains((byte)0) && Decode(bytes, encoding) is var text
            && !text.Contains(Charsets.Broken, StringComparison.Ordinal)
            && !LdifNames.IsPicture(name)
            ? new LdifAttribute(line, name, text.Trim(), IsBytes: false)
            : new LdifAttribute(line, name, compact, IsBytes: true);
    }

    private static string Decode(ReadOnlySpan<byte> bytes, Encoding encoding) => (Utf8.IsValid(bytes) ? Encoding.UTF8 : encoding)
        .GetString(bytes);
}
