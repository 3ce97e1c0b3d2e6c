using ServerlessContacts.Contacts;

namespace ServerlessContacts.Tests.Contacts;

public sealed class PhoneParserEdgeTests
{
    public static TheoryData<string, string, ValueProblem> NotE164 => new()
    {
        // Lost leading zeros are not guessed.
        { "JP", "9012345678", PhoneProblems.NotNational },
        { "JP", "312345678", PhoneProblems.NotNational },
        { "FR", "639981234", PhoneProblems.NotNational },
        { "FR", "33639981234", PhoneProblems.NotNational },
        { "GB", "7700900123", PhoneProblems.NotNational },
        { "DE", "15228817386", PhoneProblems.NotNational },
        { "CN", "1012345678", PhoneProblems.NotNational },
        { "HU", "612345678", PhoneProblems.NotNational },
        { "IT", "612345678", PhoneProblems.NotNational },
        // Internal numbers, short codes, numbers without their area.
        { "DE", "4711", PhoneProblems.NotNational },
        { "JP", "110", PhoneProblems.NotNational },
        { "US", "911", PhoneProblems.NotNational },
        { "US", "555-0100", PhoneProblems.NotNational },
        { "IT", "4711", PhoneProblems.NotNational },
        { "ES", "112", PhoneProblems.NotNational },
        { "JP", "1234-5678", PhoneProblems.NotNational },
        { "BR", "91234-5678", PhoneProblems.NotNational },
        { "AU", "13 12 34", PhoneProblems.NotNational },
        { "FR", "06 39 98 12 3", PhoneProblems.NotNational },
        { "FR", "06 39 98 12 345", PhoneProblems.NotNational },
        { "FR", "01 99 00 12 34 / 06 39 98 12 34", PhoneProblems.NotNational },
        { "US", "112-555-0100", PhoneProblems.NotNational },
        { "US", "212-155-0100", PhoneProblems.NotNational },
        // International, but of no country or no length.
        { "FR", "+33 6 39 98 12", PhoneProblems.NotInPlan },
        { "FR", "+33 6 39 98 12 34 5", PhoneProblems.NotInPlan },
        { "FR", "+33 00639981234", PhoneProblems.NotInPlan },
        { "JP", "+81", PhoneProblems.NotInPlan },
        { "US", "+1 112 555 0100", PhoneProblems.NotInPlan },
        { "DE", "+49 1234567890123456", PhoneProblems.NotInPlan },
        { "JP", "0077-123-456", PhoneProblems.NotInPlan },
        { "FR", "+999 123 456", PhoneProblems.UnknownCallingCode },
        { "FR", "+0639981234", PhoneProblems.UnknownCallingCode },
        { "FR", "00999 123456", PhoneProblems.UnknownCallingCode },
        { "FR", "00", PhoneProblems.UnknownCallingCode },
        // More than a number.
        { "FR", "06 39 98 12 34 (bureau)", PhoneProblems.UnexpectedText },
        { "FR", "06+39981234", PhoneProblems.UnexpectedText },
        { "FR", "++33639981234", PhoneProblems.UnexpectedText },
        { "JP", "#9110", PhoneProblems.UnexpectedText },
        { "DE", "*21*4711#", PhoneProblems.UnexpectedText },
        { "FR", "33,639,981,234", PhoneProblems.UnexpectedText },
        { "FR", "1-800-FLOWERS", PhoneProblems.UnexpectedText },
        { "JP", "1-800-FLOWERS", PhoneProblems.UnexpectedText },
        { "US", "+33-800-FLOWERS", PhoneProblems.UnexpectedText },
        { "US", "212-555-0100 am", PhoneProblems.UnexpectedText },
        { "US", "1-800-MATTRESSES", PhoneProblems.UnexpectedText },
        { "FR", "1E5", PhoneProblems.UnexpectedText },
        { "FR", "0123456789012345678901234567890123456789", PhoneProblems.UnexpectedText },
        { "JP", "090-1234-5678は携帯", PhoneProblems.UnexpectedText },
    };

    [Theory]
    [MemberData(nameof(NotE164))]
    public void What_is_not_certainly_E164_is_kept_as_written(string country, string written, ValueProblem problem)
    {
        var result = Parser(country).Parse(written);

        Assert.Equal(PhoneParseKind.KeptAsWritten, result.Kind);
        Assert.Equal(problem, result.Problem);
        Assert.Equal(new PhoneNumber(written, Number: null, Extension: null), result.Phone);
    }

    public static TheoryData<string, ValueProblem> Lost => new()
    {
        { "8.19E+11", PhoneProblems.ScientificNotation },
        { "8,19E+11", PhoneProblems.ScientificNotation },
        { "8.19012E+11", PhoneProblems.ScientificNotation },
        { "8.19e+11", PhoneProblems.ScientificNotation },
        { "8.19E11", PhoneProblems.ScientificNotation },
        { "8E+11", PhoneProblems.ScientificNotation },
        { "+8.19E+11", PhoneProblems.ScientificNotation },
        { "'8.19E+11", PhoneProblems.ScientificNotation },
        { " 8.19E+11 ", PhoneProblems.ScientificNotation },
        { "８．１９Ｅ＋１１", PhoneProblems.ScientificNotation },
        { "n/a", PhoneProblems.NoDigits },
        { "-", PhoneProblems.NoDigits },
        { "+", PhoneProblems.NoDigits },
        { "########", PhoneProblems.NoDigits },
        { "FLOWERS", PhoneProblems.NoDigits },
        { "なし", PhoneProblems.NoDigits },
        { "", PhoneProblems.Empty },
        { "   ", PhoneProblems.Empty },
        { "\u200E\u00A0", PhoneProblems.Empty },
        { "'", PhoneProblems.Empty },
    };

    [Theory]
    [MemberData(nameof(Lost))]
    public void What_has_lost_its_digits_is_unrecoverable(string written, ValueProblem problem)
    {
        var result = Parser("JP").Parse(written);

        Assert.Equal(PhoneParseKind.Unrecoverable, result.Kind);
        Assert.Equal(problem, result.Problem);
        Assert.Equal(written, result.Raw);
        Assert.Throws<InvalidOperationException>(() => result.Phone);
    }

    [Fact]
    public void A_long_text_without_digits_has_no_number() =>
        Assert.Equal(PhoneProblems.NoDigits, Parser("FR").Parse(new string('a', 500)).Problem);

    [Theory]
    [InlineData("US", "212-555-0100 ext. 12", "+12125550100", "12")]
    [InlineData("US", "212-555-0100 x12", "+12125550100", "12")]
    [InlineData("US", "212-555-0100x1234", "+12125550100", "1234")]
    [InlineData("US", "(212) 555-0100 #12", "+12125550100", "12")]
    [InlineData("US", "+1 212 555 0100,,12#", "+12125550100", "12")]
    [InlineData("US", "+1 212 555 0100 Extension: 12", "+12125550100", "12")]
    [InlineData("US", "212-555-0100 (ext 12)", "+12125550100", "12")]
    [InlineData("US", "1-800-FLOWERS ext 7", "+18003569377", "7")]
    [InlineData("US", "800-TAXICAB", "+18008294222", null)]
    [InlineData("JP", "03-1234-5678 内線12", "+81312345678", "12")]
    [InlineData("JP", "03-1234-5678（内線：１２）", "+81312345678", "12")]
    [InlineData("FR", "01 99 00 12 34 poste 12", "+33199001234", "12")]
    [InlineData("FR", "01 99 00 12 34, Poste n12", null, null)]
    [InlineData("DE", "030 23125000 Durchwahl 12", "+493023125000", "12")]
    [InlineData("DE", "030 23125000 DW 12", "+493023125000", "12")]
    [InlineData("DE", "030 23125000-DW12", "+493023125000", "12")]
    [InlineData("RU", "8 (495) 123-45-67 доб. 12", "+74951234567", "12")]
    [InlineData("FR", "tel:+33-1-99-00-12-34;ext=12", "+33199001234", "12")]
    [InlineData("FR", "tel:+33-1-99-00-12-34;isub=1;ext=12;x=y", "+33199001234", "12")]
    [InlineData("FR", "TEL:+33%201%2099%2000%2012%2034;ext=12", "+33199001234", "12")]
    [InlineData("FR", "tel:01-99-00-12-34;phone-context=+33", "+33199001234", null)]
    [InlineData("DE", "4711 ext 5", null, "5")]
    [InlineData("JP", "内線12", null, "12")]
    [InlineData("DE", "DW 12", null, "12")]
    [InlineData("US", "212-555-0100 x123456", "+12125550100", "123456")]
    [InlineData("US", "212-555-0100 x1234567", null, null)]
    [InlineData("FR", "01 99 00 12 34, 06 39 98 12 34", null, null)]
    [InlineData("FR", "Téléphone (domicile) : 01 99 00 12 34", "+33199001234", null)]
    [InlineData("MC", "06 12 34 56 78", "+377612345678", null)]
    [InlineData("GA", "+24106031234", "+24106031234", null)]
    public void Extensions_are_kept_apart(string country, string written, string? number, string? extension) =>
        Assert.Equal(new PhoneNumber(written, number, extension), Parser(country).Parse(written).Phone);

    [Fact]
    public void A_spreadsheet_apostrophe_is_no_part_of_the_number() =>
        Assert.Equal("+819012345678", Parser("FR").Parse("'+81 90-1234-5678").Phone.Number);

    [Theory]
    [InlineData("03-1234-5678|090-1234-5678", "+81312345678", "+819012345678")]
    [InlineData(" 03-1234-5678 | 090-1234-5678 |", "+81312345678", "+819012345678")]
    [InlineData("03-1234-5678｜090-1234-5678", "+81312345678", "+819012345678")]
    [InlineData("03-1234-5678 ::: 090-1234-5678", "+81312345678", "+819012345678")]
    [InlineData("03-1234-5678\r\n090-1234-5678", "+81312345678", "+819012345678")]
    [InlineData("03-1234-5678||090-1234-5678::: 4711", "+81312345678", "+819012345678", null)]
    [InlineData("03-1234-5678", "+81312345678")]
    [InlineData(" | ")]
    [InlineData(" ")]
    [InlineData("")]
    public void A_cell_may_hold_several_numbers(string written, params string?[] expected) =>
        Assert.Equal(expected, ValueList.Split(written).ConvertAll(Parser("JP").Parse).Select(result => result.Phone.Number));

    [Fact]
    public void A_part_of_a_list_keeps_only_its_own_text() =>
        Assert.Equal(["03-1234-5678", "8.19E+11"], ValueList.Split("03-1234-5678 | 8.19E+11").ConvertAll(Parser("JP").Parse)
            .Select(result => result.Raw));

    [Theory]
    [InlineData("+81 90 1234 5678", true, true)]
    [InlineData("＋81 90 1234 5678", true, true)]
    [InlineData("'+81 90 1234 5678", true, true)]
    [InlineData("(+81) 90 1234 5678", true, true)]
    [InlineData("tel:+81-90-1234-5678", true, true)]
    [InlineData("0081 90 1234 5678", true, false)]
    [InlineData("00 81 90 1234 5678", true, false)]
    [InlineData("(00)81 90 1234 5678", true, false)]
    [InlineData("００81 90 1234 5678", true, false)]
    [InlineData("090 1234 5678", false, false)]
    [InlineData("010 33 6 39 98 12 34", false, false)]
    [InlineData("0+81", false, false)]
    [InlineData("4711", false, false)]
    [InlineData("", false, false)]
    public void International_is_what_begins_with_a_plus_or_a_double_zero(string written, bool withOption, bool withoutOption)
    {
        Assert.Equal(withOption, Parser("JP").IsInternational(written));
        Assert.Equal(withoutOption, Parser("JP", doubleZero: false).IsInternational(written));
    }

    [Theory]
    [InlineData("FR", "0033 6 39 98 12 34", null)]
    [InlineData("FR", "+33 6 39 98 12 34", "+33639981234")]
    [InlineData("FR", "06 39 98 12 34", "+33639981234")]
    [InlineData("JP", "010 33 6 39 98 12 34", "+33639981234")]
    [InlineData("AU", "0011 33 6 39 98 12 34", "+33639981234")]
    [InlineData("AU", "0033 6 39 98 12 34", null)]
    public void A_tenant_may_keep_the_double_zero_for_itself(string country, string written, string? expected) =>
        Assert.Equal(expected, Parser(country, doubleZero: false).Parse(written).Phone.Number);

    [Theory]
    [InlineData("")]
    [InlineData("XX")]
    [InlineData("FRA")]
    [InlineData("001")]
    public void A_country_without_calling_code_is_refused(string country) =>
        Assert.StartsWith(PhoneParser.UnknownCountry, Assert.Throws<ArgumentException>(() => Parser(country)).Message);

    [Fact]
    public void An_E164_number_shares_its_string_with_the_raw_text()
    {
        var phone = Parser("JP").Parse("+33639981234").Phone;

        Assert.Same(phone.Raw, phone.Number);
    }

    private static PhoneParser Parser(string country, bool doubleZero = true) =>
        new(new PhoneParserOptions { Country = country, LeadingDoubleZeroIsInternational = doubleZero });
}
