namespace ServerlessContacts.Contacts;

/// <summary>Numbers as links and vCards carry them: RFC 3966, <c>tel:+33-6-12-34-56-78;ext=12</c>.</summary>
internal static class TelUri
{
    private const string Scheme = "tel:";
    private const string Extension = ";ext=";

    public static string Unescape(string written) =>
        written.Contains('%') && written.AsSpan().TrimStart().StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? Uri.UnescapeDataString(written)
            : written;

    /// <summary>The number of a URI that has parameters, or nothing if the text is none. Only <c>ext</c> matters; the others do not change whom one reaches.</summary>
    public static ReadOnlySpan<char> TrySplit(ReadOnlySpan<char> text, out string? extension)
    {
        extension = null;
        var parameters = text.IndexOf(';');
        if (parameters < 0 || !text.StartsWith(Scheme, StringComparison.Ordinal))
            return [];
        if (text.IndexOf(Extension) is var at and >= 0)
            extension = PhoneExtension.ReadDigits(text[(at + Extension.Length)..], PhoneExtension.MaxDigits);
        return text[..parameters];
    }
}
