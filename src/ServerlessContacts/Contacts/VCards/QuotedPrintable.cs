namespace ServerlessContacts.Contacts.VCards;

/// <summary>Quoted-printable (RFC 2045 §6.7), its soft line breaks already undone. What is no escape stays as it is.</summary>
internal static class QuotedPrintable
{
    public static byte[] Decode(ReadOnlySpan<byte> text)
    {
        var decoded = new byte[text.Length];
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=' && i + 2 < text.Length && Value(text[i + 1]) is var high and >= 0 && Value(text[i + 2]) is var low and >= 0)
            {
                decoded[count++] = (byte)((high << 4) | low);
                i += 2;
            }
            else
            {
                decoded[count++] = text[i];
            }
        }

        return decoded[..count];
    }

    private static int Value(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        _ => -1,
    };
}
