namespace ServerlessContacts.Contacts.VCards;

/// <summary>Base64 as it stands in cards: with blanks where folds were, at times without its end.</summary>
internal static class Base64Text
{
    public static string Compact(string text) => text.AsSpan().IndexOfAny(" \t\r\n") < 0 ? text : string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    /// <summary>How many bytes the text stands for.</summary>
    public static long LengthOf(string compact) => compact.Length * 3L / 4;

    /// <summary>Null for what is no base64.</summary>
    public static byte[]? Decode(string compact)
    {
        var whole = compact.TrimEnd('=');
        if (whole.Length % 4 == 1)
        {
            return null;
        }

        var padded = whole.PadRight((whole.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length / 4 * 3];
        return Convert.TryFromBase64String(padded, bytes, out var length) ? bytes[..length] : null;
    }
}
