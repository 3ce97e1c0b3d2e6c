using ServerlessContacts.Contacts;

namespace ServerlessContacts.Search;

/// <summary>Reads a query, or a word of one, as a part of a telephone number.</summary>
internal static class NumberQuery
{
    private const string InternationalPrefix = "00";

    /// <summary>Digits of any script and what people put around them, with a plus in front if any.</summary>
    public static bool IsNumber(string written)
    {
        var digits = 0;
        foreach (var c in written)
        {
            var folded = PhoneText.Fold(c);
            if (char.IsAsciiDigit(folded))
            {
                digits++;
            }
            else if (!PhoneText.IsSeparator(folded) && !WrittenText.IsInvisible(c) && (folded != '+' || digits > 0))
            {
                return false;
            }
        }

        return digits > 0;
    }

    /// <summary>
    /// What to look for among the forms of numbers; one of them suffices. After a plus or 00 the number begins with its calling code, and a
    /// trunk prefix that stands behind it, as in +33 (0)6, is no part of the number.
    /// </summary>
    public static IReadOnlyList<string> Forms(string written)
    {
        var digits = PhoneForms.Digits(written);
        if (PhoneForms.StartsWithPlus(written))
        {
            return International(digits);
        }

        return digits.StartsWith(InternationalPrefix, StringComparison.Ordinal) && digits.Length > InternationalPrefix.Length
            ? [digits, .. International(digits[InternationalPrefix.Length..])]
            : [digits];
    }

    private static IReadOnlyList<string> International(string digits)
    {
        if (CallingCodes.ForDigits(digits) is { MayStartWithZero: false } code && !code.TrunkPrefixes.IsEmpty
            && digits.AsSpan(code.Digits.Length).StartsWith(code.TrunkPrefixes[0], StringComparison.Ordinal))
        {
            return ["+" + digits, $"+{code.Digits}{digits.AsSpan(code.Digits.Length + code.TrunkPrefixes[0].Length)}"];
        }

        return ["+" + digits];
    }
}
