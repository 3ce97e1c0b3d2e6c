namespace ServerlessContacts.Contacts;

/// <summary>What a tenant decides about its numbers.</summary>
public sealed record PhoneParserOptions
{
    /// <summary>ISO 3166-1 alpha-2: where a number without international prefix is dialled.</summary>
    public required string Country { get; init; }

    /// <summary>Off for tenants whose switchboard uses 00 for something else.</summary>
    public bool LeadingDoubleZeroIsInternational { get; init; } = true;
}

/// <summary>
/// Turns a number as people, spreadsheets and address books write it into E.164, or says why that is not certain. One instance per
/// tenant; it holds no state and may be shared by all threads.
/// </summary>
public sealed class PhoneParser
{
    public const string UnknownCountry = "No calling code is known for this country; an ISO 3166-1 alpha-2 code such as FR is expected.";
    internal const string DoubleZero = "00";

    private readonly CallingCode country;
    private readonly bool doubleZeroIsInternational;

    /// <exception cref="ArgumentException">The country is not known (<see cref="UnknownCountry"/>).</exception>
    public PhoneParser(PhoneParserOptions options)
    {
        country = CallingCodes.ForCountry(options.Country) ?? throw new ArgumentException(UnknownCountry, nameof(options));
        doubleZeroIsInternational = options.LeadingDoubleZeroIsInternational;
    }

    /// <summary>Parses one number; never throws, whatever the text.</summary>
    public PhoneParseResult Parse(string written)
    {
        Span<char> digits = stackalloc char[PhoneText.MaxDigits];
        if (!PlainPhoneReader.TryRead(written, digits, out var text))
            text = PhoneTextReader.Read(written, country, digits);
        if (text.IsUnrecoverable)
            return PhoneParseResult.Unrecoverable(written, text.Problem!);
        return text.Problem is { } problem
            ? PhoneParseResult.KeptAsWritten(written, text.Extension, problem)
            : Resolve(written, text, digits[..text.DigitCount]);
    }

    /// <summary>
    /// Whether the text begins like an international number: with a plus, or with 00 where the tenant has that on. It says nothing about the rest.
    /// </summary>
    public bool IsInternational(ReadOnlySpan<char> written)
    {
        var zeros = 0;
        foreach (var c in written)
        {
            var folded = PhoneText.Fold(c);
            if (folded == '+')
                return zeros == 0;
            if (char.IsAsciiDigit(folded) && (folded != '0' || !doubleZeroIsInternational))
                return false;
            if (folded == '0' && ++zeros == DoubleZero.Length)
                return true;
        }
        return false;
    }

    private PhoneParseResult Resolve(string written, PhoneText text, ReadOnlySpan<char> digits)
    {
        // "+00 33 …" is a plus put before a number that already had its prefix; no calling code begins with 0.
        var dialled = text.HasPlus
            ? DialledNumber.International(digits.StartsWith(DoubleZero, StringComparison.Ordinal) ? digits[DoubleZero.Length..] : digits)
            : DialledNumber.Dialled(digits, country, doubleZeroIsInternational);
        return dialled.Code is { } code
            ? PhoneParseResult.Parsed(written, E164(written, code, dialled.National), text.Extension)
            : PhoneParseResult.KeptAsWritten(written, text.Extension, dialled.Problem!);
    }

    // Most numbers of a synchronised source are E.164 already; they share one string with their raw form.
    private static string E164(string written, CallingCode code, ReadOnlySpan<char> national)
    {
        Span<char> number = stackalloc char[1 + CallingCode.MaxDigits];
        number[0] = '+';
        code.Digits.CopyTo(number[1..]);
        national.CopyTo(number[(1 + code.Digits.Length)..]);
        number = number[..(1 + code.Digits.Length + national.Length)];
        return number.SequenceEqual(written) ? written : number.ToString();
    }
}
