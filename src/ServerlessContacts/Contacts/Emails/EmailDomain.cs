using System.Globalization;
using System.Text;

namespace ServerlessContacts.Contacts;

/// <summary>Domains are compared in the form DNS has them; the rules are those of names, not of any registry.</summary>
internal static class EmailDomain
{
    /// <summary>RFC 1035 §2.3.4.</summary>
    private const int MaxLabel = 63;

    private static readonly IdnMapping Idn = new() { AllowUnassigned = true, UseStd3AsciiRules = false };

    /// <summary>Lower case, punycode where needed, without the root's dot; null if it can be no domain.</summary>
    public static string? ToAscii(string domain)
    {
        if (domain[0] == '[')
            return domain[^1] == ']' && domain.Length > 2 ? domain.ToLowerInvariant() : null;
        var ascii = Ascii.IsValid(domain) ? domain : Punycode(domain);
        ascii = ascii?.ToLowerInvariant();
        if (ascii is not null && ascii.EndsWith('.'))
            ascii = ascii[..^1];
        return ascii is not null && HasPlausibleLabels(ascii) && !ascii.AsSpan().ContainsAny("\"(),:;\\[]") ? ascii : null;
    }

    /// <summary>No label is empty or too long.</summary>
    public static bool HasPlausibleLabels(ReadOnlySpan<char> domain)
    {
        for (var end = domain.IndexOf('.'); end >= 0; end = domain.IndexOf('.'))
        {
            if (end is 0 or > MaxLabel)
                return false;
            domain = domain[(end + 1)..];
        }
        return domain.Length is > 0 and <= MaxLabel;
    }

    // IdnMapping has no way to ask before; its exception is the answer that the name is none.
    private static string? Punycode(string domain)
    {
        try
        {
            return Idn.GetAscii(domain);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
