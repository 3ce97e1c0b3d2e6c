namespace ServerlessContacts.Contacts;

/// <summary>Finds the bare address inside its wrappings: display names, links, Exchange's prefixes, quotes, full-width letters.</summary>
internal static class WrittenEmail
{
    private const string MailTo = "mailto:";

    private static readonly string[] Prefixes = [MailTo, "smtp:", "e-mail:", "email:"];
    private static readonly string[] ExchangePrefixes = ["/o=", "/dc=", "x500:", "ex:/"];

    /// <summary>The address with its case kept; what is left when there is none is for the caller to judge.</summary>
    public static string Unwrap(string written)
    {
        var text = WithoutWrapping(Clean(written));
        foreach (var prefix in Prefixes)
        {
            if (text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                text = prefix == MailTo ? FromLink(text[prefix.Length..]) : text[prefix.Length..].Trim();
        }
        return text;
    }

    public static bool IsExchangeName(string address) =>
        Array.Exists(ExchangePrefixes, prefix => address.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static string Clean(string written) => string.Create(CountVisible(written), written, static (result, source) =>
    {
        var count = 0;
        foreach (var c in source)
        {
            if (!WrittenText.IsInvisible(c))
                result[count++] = WrittenText.Narrow(c);
        }
    });

    private static int CountVisible(string written)
    {
        var count = 0;
        foreach (var c in written)
            count += WrittenText.IsInvisible(c) ? 0 : 1;
        return count;
    }

    // "Name <a@b>", "<a@b>", "'a@b'" (as Outlook shows an address without a name), "a@b;" at the end of a list.
    private static string WithoutWrapping(string text)
    {
        text = text.Trim().TrimEnd(';', ',').TrimEnd();
        if (text.EndsWith('>') && text.LastIndexOf('<') is var open and >= 0)
            text = text[(open + 1)..^1].Trim();
        return text is ['\'', .., '\''] or ['"', .., '"'] ? text[1..^1].Trim() : text;
    }

    private static string FromLink(string text)
    {
        var query = text.IndexOf('?');
        var address = query < 0 ? text : text[..query];
        return address.Contains('%') ? Uri.UnescapeDataString(address).Trim() : address.Trim();
    }
}
