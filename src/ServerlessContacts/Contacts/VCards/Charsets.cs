using System.Text;

namespace ServerlessContacts.Contacts.VCards;

/// <summary>The encodings that cards name, by the many names that they have there.</summary>
internal static class Charsets
{
    /// <summary>Stands where bytes were no character; a noncharacter, which no text holds.</summary>
    public const char Broken = '\uFDD0';

    private const int Windows1252 = 1252;
    private const int WindowsJapanese = 932;

    static Charsets() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The encoding with what is broken decoded to <see cref="Broken"/>.</summary>
    public static Encoding Marking(Encoding encoding) =>
        Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback(Broken.ToString()));

    /// <summary>Null for a name that stands for none, or for ASCII, which says nothing.</summary>
    public static Encoding? Find(string? name)
    {
        var page = CodePage(name?.Trim().ToUpperInvariant() ?? "");
        try
        {
            return page < 0 ? null : Marking(page > 0 ? Encoding.GetEncoding(page) : Encoding.GetEncoding(name!.Trim()));
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>0 for a name that the system may know, less for one that says nothing.</summary>
    private static int CodePage(string name) => name switch
    {
        "UTF8" => Encoding.UTF8.CodePage,
        "SHIFT_JIS" or "SHIFT-JIS" or "SHIFTJIS" or "SJIS" or "X-SJIS" or "X_SJIS" or "MS_KANJI" or "MS932" or "CP932" or "WINDOWS-31J" => WindowsJapanese,
        "ISO-8859-1" or "ISO8859-1" or "LATIN1" or "CP1252" => Windows1252,
        "US-ASCII" or "ASCII" or "" => -1,
        _ => 0,
    };
}
