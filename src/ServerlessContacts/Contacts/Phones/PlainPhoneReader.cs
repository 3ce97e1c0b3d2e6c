namespace ServerlessContacts.Contacts;

/// <summary>
/// The fast path: ASCII digits, the usual separators and a plus in front, which is what nearly every cell holds. One pass, no
/// allocation; anything else is left to <see cref="PhoneTextReader"/>.
/// </summary>
internal static class PlainPhoneReader
{
    // Pandas and friends write whole numbers as decimals; "33612345678.0" has no zero at its end.
    private const string DecimalEnd = ".0";

    public static bool TryRead(ReadOnlySpan<char> written, Span<char> digits, out PhoneText text)
    {
        var count = 0;
        var plus = false;
        text = default;
        foreach (var c in written)
        {
            if (char.IsAsciiDigit(c) && count < digits.Length)
                digits[count++] = c;
            else if (c == '+' && count == 0 && !plus)
                plus = true;
            else if (!PhoneText.IsSeparator(c))
                return false;
        }
        text = new PhoneText(count, plus, Extension: null, Problem: null);
        return count > 0 && !written.EndsWith(DecimalEnd, StringComparison.Ordinal);
    }
}
