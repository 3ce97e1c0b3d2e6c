namespace ServerlessContacts.Contacts;

/// <summary>
/// Reads a number the way a person would: through labels, quotes, invisible marks, other scripts' digits, extensions and vanity letters.
/// </summary>
internal static class PhoneTextReader
{
    // Longer than any number with its label and extension; what does not fit is a note, not a number.
    private const int MaxText = 128;
    private const int MaxLabelLetters = 24;

    public static PhoneText Read(string written, CallingCode country, Span<char> digits)
    {
        Span<char> buffer = stackalloc char[MaxText];
        var length = Fold(TelUri.Unescape(written), buffer);
        if (length < 0)
            return PhoneText.Of(HasDigit(written) ? PhoneProblems.UnexpectedText : PhoneProblems.NoDigits);
        var text = ((ReadOnlySpan<char>)buffer[..length]).Trim(" '\"=");
        if (!text.ContainsAnyInRange('0', '9'))
            return PhoneText.Of(text.IsEmpty ? PhoneProblems.Empty : PhoneProblems.NoDigits);
        return DamagedNumber.IsScientific(text)
            ? PhoneText.Of(PhoneProblems.ScientificNotation)
            : ReadWithExtension(DamagedNumber.WithoutDecimalZero(text), country, digits);
    }

    private static PhoneText ReadWithExtension(ReadOnlySpan<char> text, CallingCode country, Span<char> digits)
    {
        var number = TelUri.TrySplit(text, out var extension) is { IsEmpty: false } uri ? uri : PhoneExtension.Split(text, out extension);
        number = WithoutLabel(number);
        if (!number.ContainsAnyInRange('0', '9'))
            return PhoneText.Of(PhoneProblems.NotNational, extension);
        var plus = number[0] == '+';
        var count = ReadDigits(plus ? number[1..] : number, digits, out var letters);
        if (count < 0 || (letters > 0 && !IsVanity(digits[..count], letters, plus, country)))
            return PhoneText.Of(PhoneProblems.UnexpectedText, extension);
        return new PhoneText(count, plus, extension, Problem: null);
    }

    private static int ReadDigits(ReadOnlySpan<char> number, Span<char> digits, out int letters)
    {
        var count = 0;
        letters = 0;
        foreach (var c in number)
        {
            if (PhoneText.IsSeparator(c))
                continue;
            if (count == digits.Length || !char.IsAsciiLetterOrDigit(c))
                return -1;
            letters += char.IsAsciiLetter(c) ? 1 : 0;
            digits[count++] = Vanity.Digit(c);
        }
        return count;
    }

    // Two letters are a note ("c/o", "am"), not a word; and only North America prints letters on its keys for this.
    private static bool IsVanity(ReadOnlySpan<char> digits, int letters, bool plus, CallingCode country) =>
        letters >= Vanity.FewestLetters
        && (plus ? digits[0] == '1' : country.IsNorthAmerica)
        && DialledNumber.Dialled(digits, CallingCodes.ForCountry("US")!, doubleZeroIsInternational: true).Code is not null;

    // "Tel. 030 …", "携帯：090-…": words before the first digit or plus name the number and are no part of it.
    private static ReadOnlySpan<char> WithoutLabel(ReadOnlySpan<char> text)
    {
        var start = text.IndexOfAny("+0123456789");
        if (start <= 0)
            return text;
        var letters = 0;
        foreach (var c in text[..start])
        {
            if (!char.IsLetter(c) && !PhoneText.IsSeparator(c) && c is not (':' or '\'' or '"' or '=' or '☎' or '℡' or '✆'))
                return text;
            letters += char.IsLetter(c) ? 1 : 0;
        }
        return letters <= MaxLabelLetters ? text[start..] : text;
    }

    private static int Fold(ReadOnlySpan<char> written, Span<char> buffer)
    {
        var count = 0;
        foreach (var c in written)
        {
            if (WrittenText.IsInvisible(c))
                continue;
            if (count == buffer.Length)
                return -1;
            buffer[count++] = PhoneText.Fold(c);
        }
        return count;
    }

    private static bool HasDigit(string written)
    {
        foreach (var c in written)
        {
            if (char.IsAsciiDigit(PhoneText.Fold(c)))
                return true;
        }
        return false;
    }
}
