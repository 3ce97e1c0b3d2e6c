namespace ServerlessContacts.Contacts.VCards;

/// <summary>
/// Numbers as cards carry them: 4.0 as a link (<c>tel:+81355500101;ext=12</c>), 3.0 as text with the same ending. What a person wrote, and the short number, are
/// parameters.
/// </summary>
internal static class PhoneLine
{
    private const string Scheme = "tel:";
    private const string ExtensionStart = ";ext=";

    public static (string Value, string Parameters) Value(CardWriting card, Phone phone, string path)
    {
        var number = phone.Number.Length > 0 ? phone.Number : phone.Raw;
        var parameters = number == phone.Raw ? "" : card.Parameter(OwnNames.Raw, phone.Raw, $"{path}.raw");
        parameters += card.Parameter(OwnNames.Short, phone.Short, $"{path}.short");
        var ending = IsDigits(phone.Extension) ? ExtensionStart + phone.Extension : "";
        parameters += ending.Length > 0 ? "" : card.Parameter(OwnNames.Extension, phone.Extension, $"{path}.extension");
        return card.Version == VCardVersion.V4 && IsGlobal(number)
            ? (Scheme + number + ending, $";VALUE=uri{parameters}")
            : (VCardText.Escape(card.Sane(number, $"{path}.number") + ending), parameters);
    }

    /// <summary>The number and its extension, from a link or a text that ends like one.</summary>
    public static (string Number, string? Extension) Read(string text)
    {
        var isLink = text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);
        var number = isLink ? Uri.UnescapeDataString(text[Scheme.Length..]) : text;
        var at = number.IndexOf(ExtensionStart, StringComparison.OrdinalIgnoreCase);
        var extension = at < 0 ? null : number[(at + ExtensionStart.Length)..].Split(';')[0];
        if (IsDigits(extension))
        {
            return (isLink ? number.Split(';')[0] : number[..at], extension);
        }

        return (isLink ? number.Split(';')[0] : number, null);
    }

    private static bool IsDigits(string? text) => text is { Length: > 0 } && text.All(char.IsAsciiDigit);

    private static bool IsGlobal(string number) => number is ['+', _, ..] && number.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
}
