using System.Text;

namespace ServerlessContacts.Contacts.VCards;

/// <summary>One property of a card as it stands there, its folds undone: <c>group.NAME;parameters:value</c>. The value is bytes, as each may be in an encoding of its own.</summary>
/// <param name="Line">The physical line that it begins on.</param>
/// <param name="Group">Null where there is none.</param>
/// <param name="Name">Upper case.</param>
internal sealed record ContentLine(int Line, string? Group, string Name, VCardParameters Parameters, ReadOnlyMemory<byte> Value)
{
    private static readonly HashSet<string> BareEncodings = new(["QUOTED-PRINTABLE", "BASE64", "7BIT", "8BIT"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> BareValues = new(["INLINE", "URL", "CID", "CONTENT-ID"], StringComparer.OrdinalIgnoreCase);

    public bool IsQuotedPrintable => Parameters.Has("ENCODING", "QUOTED-PRINTABLE");

    public bool IsBase64 => Parameters.Has("ENCODING", "BASE64") || Parameters.Has("ENCODING", "B");

    /// <summary>The parts of the line; null where it is none.</summary>
    public static ContentLine? Parse(int line, ReadOnlyMemory<byte> bytes, Encoding encoding)
    {
        var colon = Colon(bytes.Span);
        if (colon <= 0)
        {
            return null;
        }

        var parts = Split(encoding.GetString(bytes.Span[..colon]), ';');
        var (group, name) = Named(parts[0].Trim());
        return IsName(name) ? new ContentLine(line, group, name.ToUpperInvariant(), Read(parts.Skip(1)), bytes[(colon + 1)..]) : null;
    }

    /// <summary>The colon that ends the head: not one in quotes, unless quotes are opened and never closed.</summary>
    private static int Colon(ReadOnlySpan<byte> bytes)
    {
        var isQuoted = false;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (bytes[i] == ':' && !isQuoted)
            {
                return i;
            }
        }

        return bytes.IndexOf((byte)':');
    }

    private static (string? Group, string Name) Named(string head)
    {
        var dot = head.LastIndexOf('.');
        return dot < 0 ? (null, head) : (head[..dot], head[(dot + 1)..]);
    }

    private static bool IsName(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static VCardParameters Read(IEnumerable<string> written)
    {
        var parameters = new VCardParameters();
        foreach (var text in written.Select(text => text.Trim()).Where(text => text.Length > 0))
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || !IsName(text[..equals].Trim()))
            {
                parameters.Add(BareName(text), VCardParameters.Decode(text));
                continue;
            }

            foreach (var value in Split(text[(equals + 1)..], ','))
            {
                parameters.Add(text[..equals].Trim().ToUpperInvariant(), VCardParameters.Decode(value.Trim()));
            }
        }

        return parameters;
    }

    /// <summary>In 2.1 a value may stand without its name: <c>TEL;WORK;VOICE</c>, <c>PHOTO;JPEG;BASE64</c>.</summary>
    private static string BareName(string text) => BareEncodings.Contains(text) ? "ENCODING" : BareValues.Contains(text) ? "VALUE" : "TYPE";

    private static List<string> Split(string text, char separator)
    {
        var parts = new List<string>();
        var (start, isQuoted) = (0, false);
        for (var i = 0; i < text.Length; i++)
        {
            isQuoted ^= text[i] == '"';
            if (text[i] == separator && !isQuoted)
            {
                parts.Add(text[start..i]);
                start = i + 1;
            }
        }

        parts.Add(text[start..]);
        return parts;
    }
}
