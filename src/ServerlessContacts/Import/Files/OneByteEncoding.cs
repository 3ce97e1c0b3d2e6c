using System.Text;

namespace ServerlessContacts.Import.Files;

/// <summary>An encoding that has ASCII and a character for each byte beyond it; what it lacks is written as a question mark.</summary>
/// <param name="name">As callers see it.</param>
/// <param name="page">Its number, by which it is found again.</param>
/// <param name="upper">The 128 characters beyond ASCII.</param>
internal sealed class OneByteEncoding(string name, int page, string upper) : Encoding(page)
{
    private const int Ascii = 0x80;

    private readonly Dictionary<char, byte> places =
        upper.Select((letter, place) => (letter, place)).ToDictionary(entry => entry.letter, entry => (byte)(Ascii + entry.place));

    public override string WebName => name;

    public override bool IsSingleByte => true;

    public override int GetByteCount(char[] chars, int index, int count) => count;

    public override int GetCharCount(byte[] bytes, int index, int count) => count;

    public override int GetMaxByteCount(int charCount) => charCount;

    public override int GetMaxCharCount(int byteCount) => byteCount;

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex)
    {
        for (var at = 0; at < charCount; at++)
        {
            var letter = chars[charIndex + at];
            bytes[byteIndex + at] = letter < Ascii ? (byte)letter : places.GetValueOrDefault(letter, (byte)'?');
        }

        return charCount;
    }

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        for (var at = 0; at < byteCount; at++)
        {
            var value = bytes[byteIndex + at];
            chars[charIndex + at] = value < Ascii ? (char)value : upper[value - Ascii];
        }

        return byteCount;
    }
}
