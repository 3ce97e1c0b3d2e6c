using ServerlessContacts.Contacts;

namespace ServerlessContacts.Search;

/// <summary>The digits by which a contact's number is found.</summary>
internal static class PhoneForms
{
    /// <summary>
    /// Each form once: E.164 and what was written with a plus begin with that plus, the others are digits only. Where <paramref name="phone"/> has a
    /// short number or an extension, these are forms too.
    /// </summary>
    public static IReadOnlyList<string> Of(Phone phone)
    {
        var number = NumberOf(phone);
        var forms = new List<string>(6);
        forms.AddRange(Whole(number));
        foreach (var part in new[] { phone.Short, phone.Extension })
        {
            if (part is not null && Digits(part) is { Length: > 0 } digits && !forms.Contains(digits, StringComparer.Ordinal))
            {
                forms.Add(digits);
            }
        }

        return forms;
    }

    /// <summary>
    /// Writes the lines by which a search finds the number: those forms that no other contains. A query in another form is turned into one
    /// of these by <see cref="NumberQuery"/>.
    /// </summary>
    public static void Write(Phone phone, LineBuffer lines)
    {
        var number = NumberOf(phone);
        Span<char> forms = stackalloc char[PhoneDigits.MaxLength];
        var length = new PhoneDigits(number).WriteTo(forms, LineBuffer.Separator);
        if (length > 0 && (number.Number is not null || StartsWithPlus(number.Raw)))
        {
            lines.Append('+');
        }

        foreach (var form in forms[..length].Split(LineBuffer.Separator))
        {
            lines.Append(forms[form]);
            lines.EndLine();
        }

        WriteDigits(phone.Short, lines);
        WriteDigits(phone.Extension, lines);
    }

    /// <summary>Every writing of the whole number.</summary>
    public static IEnumerable<string> Whole(PhoneNumber number)
    {
        var international = number.Number is not null;
        foreach (var form in new PhoneDigits(number).ToList())
        {
            yield return international ? WithPlus(form, number.Number!) : StartsWithPlus(number.Raw) ? "+" + form : form;
        }
    }

    public static PhoneNumber NumberOf(Phone phone) =>
        new(phone.Raw.Length > 0 ? phone.Raw : phone.Number, IsInternational(phone.Number) ? phone.Number : null, phone.Extension);

    /// <summary>The digits of a text in any script, as ASCII.</summary>
    public static string Digits(ReadOnlySpan<char> text)
    {
        var digits = text.Length <= 128 ? stackalloc char[text.Length] : new char[text.Length];
        return digits[..PhoneDigits.Extract(text, digits)].ToString();
    }

    /// <summary>A form without its plus.</summary>
    public static string PlainDigits(string form) => form[0] == '+' ? form[1..] : form;

    /// <summary>Whether a plus stands before the first digit.</summary>
    public static bool StartsWithPlus(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            var folded = PhoneText.Fold(c);
            if (folded == '+' || char.IsAsciiDigit(folded))
            {
                return folded == '+';
            }
        }

        return false;
    }

    private static void WriteDigits(string? part, LineBuffer lines)
    {
        if (part is not null)
        {
            lines.Append(Digits(part));
            lines.EndLine();
        }
    }

    private static string WithPlus(string form, string international) =>
        form.AsSpan().SequenceEqual(international.AsSpan(1)) ? international : form;

    private static bool IsInternational(string number) =>
        number.Length is > 1 and <= CallingCode.MaxDigits + 1 && number[0] == '+' && number.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
}
