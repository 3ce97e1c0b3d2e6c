namespace ServerlessContacts.Contacts;

/// <summary>
/// Reads an e-mail address out of what people and exports write. It accepts what mail systems accept, such as the dots in odd places of
/// Japanese mobile addresses, and refuses only what cannot be delivered anywhere.
/// </summary>
public static class EmailParser
{
    /// <summary>RFC 5321 §4.5.3.1.3 less the angle brackets (RFC 3696, erratum 1690).</summary>
    public const int MaxLength = 254;

    /// <summary>RFC 5321 §4.5.3.1.1.</summary>
    public const int MaxLocalPart = 64;

    /// <summary>Parses one address; never throws, whatever the text.</summary>
    public static EmailParseResult Parse(string written)
    {
        if (PlainEmailReader.TryNormalize(written) is { } plain)
            return EmailParseResult.Parsed(written, written, plain);
        var address = WrittenEmail.Unwrap(written);
        if (Check(address) is { } problem)
            return EmailParseResult.NotAnAddress(written, problem);
        var at = address.LastIndexOf('@');
        return EmailDomain.ToAscii(address[(at + 1)..]) is { } domain
            ? EmailParseResult.Parsed(written, address, string.Concat(address[..at].ToLowerInvariant(), "@", domain))
            : EmailParseResult.NotAnAddress(written, EmailProblems.InvalidDomain);
    }

    private static ValueProblem? Check(string address)
    {
        if (address.Length == 0)
            return EmailProblems.Empty;
        if (WrittenEmail.IsExchangeName(address))
            return EmailProblems.ExchangeName;
        var at = address.LastIndexOf('@');
        if (at < 0)
            return EmailProblems.NoAt;
        return CheckLocalPart(address.AsSpan(0, at)) ?? CheckDomain(address.AsSpan(at + 1)) ?? CheckLength(address, at);
    }

    private static ValueProblem? CheckLocalPart(ReadOnlySpan<char> local)
    {
        if (local.IsEmpty)
            return EmailProblems.EmptyLocalPart;
        if (local.Length > 2 && local[0] == '"' && local[^1] == '"')
            return null;
        return HasSpaces(local) ? EmailProblems.SpacesInside : local.Contains('@') ? EmailProblems.SeveralAts : null;
    }

    private static ValueProblem? CheckDomain(ReadOnlySpan<char> domain)
    {
        if (domain.IsEmpty)
            return EmailProblems.EmptyDomain;
        return HasSpaces(domain) ? EmailProblems.SpacesInside : null;
    }

    private static ValueProblem? CheckLength(string address, int at)
    {
        if (at > MaxLocalPart)
            return EmailProblems.LocalPartTooLong;
        return address.Length > MaxLength ? EmailProblems.TooLong : null;
    }

    private static bool HasSpaces(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>')
                return true;
        }
        return false;
    }
}
