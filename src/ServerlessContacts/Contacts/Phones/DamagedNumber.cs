namespace ServerlessContacts.Contacts;

/// <summary>Recognises what spreadsheets and data frames do to numbers they take for quantities. The text is folded already.</summary>
internal static class DamagedNumber
{
    private const string DecimalZero = ".0";

    /// <summary><c>8.19e+11</c>, <c>8,19e+11</c>, <c>8e+11</c>: a mantissa and a signed exponent, or a mantissa with a fraction and any exponent.</summary>
    public static bool IsScientific(ReadOnlySpan<char> text)
    {
        text = text.TrimStart("+-");
        var rest = text.TrimStart("0123456789");
        if (rest.Length == text.Length || rest.IsEmpty)
            return false;
        var fraction = rest[0] is '.' or ',';
        if (fraction)
            rest = rest[1..].TrimStart("0123456789");
        return rest.Length > 1 && rest[0] == 'e' && IsExponent(rest[1..], needsSign: !fraction);
    }

    /// <summary>A whole number written as a decimal, without its meaningless zero.</summary>
    public static ReadOnlySpan<char> WithoutDecimalZero(ReadOnlySpan<char> text)
    {
        if (!text.EndsWith(DecimalZero, StringComparison.Ordinal))
            return text;
        var whole = text[..^DecimalZero.Length];
        return whole.TrimStart('+').ContainsAnyExceptInRange('0', '9') ? text : whole;
    }

    private static bool IsExponent(ReadOnlySpan<char> text, bool needsSign)
    {
        var digits = text[0] is '+' or '-' ? text[1..] : text;
        return (!needsSign || digits.Length < text.Length) && digits.Length is 1 or 2 or 3 && !digits.ContainsAnyExceptInRange('0', '9');
    }
}
