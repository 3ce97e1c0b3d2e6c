using ServerlessContacts.Contacts;

namespace ServerlessContacts.Search;

/// <summary>A number as it is shown. All forms of a number end alike, so that a place in one is found in another by counting from the end.</summary>
internal sealed class ShownNumber
{
    private readonly List<int> places;
    private readonly string digits;

    /// <param name="path">The field.</param>
    /// <param name="text">What it shows.</param>
    /// <param name="extension">Digits at the end that belong to no form.</param>
    public ShownNumber(string path, string text, string? extension)
    {
        Path = path;
        places = [.. Enumerable.Range(0, text.Length).Where(at => char.IsAsciiDigit(PhoneText.Fold(text[at])))];
        digits = PhoneForms.Digits(text);
        if (!string.IsNullOrEmpty(extension) && digits.Length > extension.Length && digits.EndsWith(extension, StringComparison.Ordinal))
        {
            digits = digits[..^extension.Length];
        }
    }

    public string Path { get; }

    /// <summary>Where the part of the form stands here; null if nothing of it does, such as a calling code in a number written as at home.</summary>
    public TextSpan? Place(string form, TextSpan part)
    {
        var start = Math.Max(part.Start, form.Length - CommonEnd(form));
        var shift = digits.Length - form.Length;
        return start < part.End ? TextSpan.FromTo(places[start + shift], places[part.End - 1 + shift] + 1) : null;
    }

    /// <summary>How many digits at their ends are the same; a plus is none.</summary>
    private int CommonEnd(string form)
    {
        var common = 0;
        while (common < form.Length && common < digits.Length && form[^(common + 1)] == digits[^(common + 1)])
        {
            common++;
        }

        return common;
    }
}
