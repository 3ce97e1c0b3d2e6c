using System.Text;

namespace ServerlessContacts.Import.Files;

/// <summary>The encodings that files come in, by the names that callers see.</summary>
internal static class TextEncodings
{
    public const string Utf8 = "utf-8";
    public const string Utf16LittleEndian = "utf-16";
    public const string Utf16BigEndian = "utf-16be";
    public const string Windows1252 = "windows-1252";
    public const string ShiftJis = "shift_jis";
    public const string EucJp = "euc-jp";
    public const string Iso2022Jp = "iso-2022-jp";

    /// <summary>
    /// Stands where bytes were no character. A noncharacter, so that no text holds it: U+FFFD may have been in the file, put there by
    /// whoever lost the character before.
    /// </summary>
    public const char Broken = '\uFDD0';

    private static readonly (string Name, byte[] Mark)[] Marks =
        [(Utf8, [0xEF, 0xBB, 0xBF]), (Utf16LittleEndian, [0xFF, 0xFE]), (Utf16BigEndian, [0xFE, 0xFF])];

    static TextEncodings()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Encoding.RegisterProvider(OwnPages.Instance);
    }

    /// <summary>The encoding that decodes what is broken to <see cref="Broken"/>; null for a name that stands for none.</summary>
    public static Encoding? Find(string name)
    {
        try
        {
            return Encoding.GetEncoding(name, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback(Broken.ToString()));
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    public static Encoding Get(string name) => Find(name) ?? throw new ArgumentException($"No encoding is named {name}.", nameof(name));

    /// <summary>The encoding that a byte order mark announces.</summary>
    public static string? Marked(ReadOnlySpan<byte> start)
    {
        foreach (var (name, mark) in Marks)
        {
            if (start.StartsWith(mark))
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>What a file of the encoding begins with, so that it is known again: nothing where no mark is usual.</summary>
    public static ReadOnlySpan<byte> MarkOf(string name) => Array.Find(Marks, mark => mark.Name == Get(name).WebName || mark.Name == name).Mark;
}
