using System.Text;

namespace ServerlessContacts.Contacts.VCards;

/// <summary>The encodings of a card's values that name none.</summary>
/// <param name="File">What the bytes of the file are.</param>
/// <param name="Quoted">What the bytes are that quoted-printable stands for, where they are not UTF-8.</param>
internal sealed record CardEncodings(Encoding File, Encoding Quoted)
{
    /// <summary>
    /// Text in an East Asian language has a byte from here on for each character in UTF-8, and of two bytes its own encodings have some
    /// that are valid by chance.
    /// </summary>
    private const byte FirstOfThree = 0xE0;

    public static CardEncodings Utf8 { get; } = Of(Encoding.UTF8);

    public static CardEncodings Of(Encoding file, Encoding? quoted = null) => new(Charsets.Marking(file), Charsets.Marking(quoted ?? file));

    /// <summary>The encoding of bytes that were quoted.</summary>
    public Encoding OfQuoted(ReadOnlySpan<byte> bytes) =>
        Ascii.IsValid(bytes) || !System.Text.Unicode.Utf8.IsValid(bytes)
            || (!Quoted.IsSingleByte && bytes.IndexOfAnyInRange(FirstOfThree, byte.MaxValue) < 0)
            ? Quoted
            : Utf8.File;
}
