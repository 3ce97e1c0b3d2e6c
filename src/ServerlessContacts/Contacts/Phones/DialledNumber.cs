namespace ServerlessContacts.Contacts;

/// <summary>
/// What dialled digits mean in one country: the rules of prefixes, pure digits in and out. Nothing is guessed; digits that fit no
/// rule are a problem, not a nearest match.
/// </summary>
internal readonly ref struct DialledNumber
{
    private DialledNumber(CallingCode code, ReadOnlySpan<char> national)
    {
        Code = code;
        National = national;
    }

    private DialledNumber(ValueProblem problem) => Problem = problem;

    public CallingCode? Code { get; }

    public ReadOnlySpan<char> National { get; }

    public ValueProblem? Problem { get; }

    /// <summary>Digits that follow a plus or an international prefix.</summary>
    public static DialledNumber International(ReadOnlySpan<char> digits)
    {
        if (CallingCodes.ForDigits(digits) is not { } code)
            return new(PhoneProblems.UnknownCallingCode);
        var national = digits[code.Digits.Length..];
        if (code.Fits(national))
            return new(code, national);
        return WithoutTrunk(code, national) is { IsEmpty: false } rest ? new(code, rest) : new(PhoneProblems.NotInPlan);
    }

    /// <summary>Digits as they are dialled in <paramref name="country"/>, its international prefixes included.</summary>
    public static DialledNumber Dialled(ReadOnlySpan<char> digits, CallingCode country, bool doubleZeroIsInternational)
    {
        var abroad = new DialledNumber(PhoneProblems.NotNational);
        if (doubleZeroIsInternational && digits.StartsWith(PhoneParser.DoubleZero, StringComparison.Ordinal))
            abroad = International(digits[PhoneParser.DoubleZero.Length..]);
        if (abroad.Code is null && AfterOwnPrefix(digits, country) is { IsEmpty: false } rest)
            return International(rest);
        if (abroad.Code is not null)
            return abroad;
        var home = AtHome(digits, country);
        return home.Code is null ? abroad : home;
    }

    private static DialledNumber AtHome(ReadOnlySpan<char> digits, CallingCode country)
    {
        if (WithoutTrunk(country, digits) is { IsEmpty: false } rest)
            return new(country, rest);
        return country.IsCompleteWithoutTrunk(digits) ? new(country, digits) : new(PhoneProblems.NotNational);
    }

    // 00 is not looked up here: whether it is international is the tenant's choice, not the country's.
    private static ReadOnlySpan<char> AfterOwnPrefix(ReadOnlySpan<char> digits, CallingCode country)
    {
        foreach (var prefix in country.InternationalPrefixes)
        {
            if (prefix != PhoneParser.DoubleZero && digits.StartsWith(prefix, StringComparison.Ordinal))
                return digits[prefix.Length..];
        }
        return [];
    }

    private static ReadOnlySpan<char> WithoutTrunk(CallingCode code, ReadOnlySpan<char> digits)
    {
        foreach (var trunk in code.TrunkPrefixes)
        {
            if (digits.StartsWith(trunk, StringComparison.Ordinal) && code.Fits(digits[trunk.Length..]))
                return digits[trunk.Length..];
        }
        return [];
    }
}
